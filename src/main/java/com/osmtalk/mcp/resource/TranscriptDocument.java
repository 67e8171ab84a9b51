package com.osmtalk.mcp.resource;

import com.osmtalk.api.Call;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.mcp.kit.UntrustedText;
import com.osmtalk.mcp.view.CallView;
import com.osmtalk.mcp.view.TranscriptView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A call's transcript in Markdown. All that was said stands in one code block, where nothing of it becomes a link, a
 * picture or a heading; every line of it begins with an index that we write, so none can end the block.
 */
final class TranscriptDocument {
    static final String MIME_TYPE = "text/markdown";

    /** Clients truncate or reject what is longer than 25,000 tokens. */
    private static final int MAX_BYTES = 80_000;

    private static final int MAX_LINE = 6_000;

    private TranscriptDocument() {}

    static String of(Call call) {
        List<TranscriptEntry> all = call.transcript() == null ? List.of() : call.transcript();
        List<String> shown = new ArrayList<>();
        int bytes = 0;
        for (TranscriptEntry line : all) {
            String text = line(line);
            bytes += Math.min(text.getBytes(StandardCharsets.UTF_8).length, 3 * MAX_LINE);
            if (bytes > MAX_BYTES) {
                break;
            }
            shown.add(text);
        }
        List<String> document = new ArrayList<>();
        document.add("# Transcript of " + call.id());
        document.add("");
        document.add("```text");
        document.addAll(CallView.lines(call));
        document.add("");
        if (shown.isEmpty()) {
            document.add("Nothing has been said.");
        } else {
            document.addAll(UntrustedText.block(TranscriptView.heading(call), shown, MAX_LINE));
        }
        document.add("```");
        if (shown.size() < all.size()) {
            document.add("");
            document.add((all.size() - shown.size()) + " more lines: `get_call` with transcript_offset " + shown.size()
                    + ".");
        }
        if (!call.status().isTerminal()) {
            document.add("");
            document.add("The call is still live; this transcript grows until it is over.");
        }
        return String.join("\n", document) + "\n";
    }

    private static String line(TranscriptEntry line) {
        long seconds = line.offsetMs() / 1000;
        return String.format(
                Locale.ROOT,
                "[%d] %d:%02d %s: %s",
                line.index(),
                seconds / 60,
                seconds % 60,
                line.role().name().toLowerCase(Locale.ROOT),
                line.text());
    }
}
