package com.osmtalk.mcp.view;

import com.osmtalk.api.Call;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.Simulated;
import com.osmtalk.mcp.kit.UntrustedText;
import com.osmtalk.mcp.kit.Wording;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A part of a transcript that is small enough for one answer. All of it is untrusted text. */
public final class TranscriptView {
    private static final int MAX_BYTES = 24_000;
    private static final int MAX_LINE = 6_000;

    private final List<TranscriptEntry> shown;
    private final int after;

    private TranscriptView(List<TranscriptEntry> shown, int after) {
        this.shown = shown;
        this.after = after;
    }

    /** At most {@code limit} lines from {@code offset} on, fewer if they are long. */
    public static TranscriptView of(List<TranscriptEntry> all, int offset, int limit) {
        List<TranscriptEntry> shown = new ArrayList<>();
        int bytes = 0;
        for (TranscriptEntry line : all.subList(Math.min(offset, all.size()), all.size())) {
            bytes += UntrustedText.bare(line.text(), MAX_LINE).getBytes(StandardCharsets.UTF_8).length + 60;
            if (shown.size() == limit || bytes > MAX_BYTES && !shown.isEmpty()) {
                break;
            }
            shown.add(line);
        }
        return new TranscriptView(shown, Math.max(0, all.size() - offset - shown.size()));
    }

    public static Schema schema() {
        return Schema.list(Schema.object(ObjectSchema.part()
                .required("index", Schema.integer())
                .required("role", Schema.string())
                .required("text", Schema.string())));
    }

    public boolean isEmpty() {
        return shown.isEmpty();
    }

    /** How many lines follow the last one shown. */
    public int left() {
        return after;
    }

    /** The entries that are shown. */
    public List<TranscriptEntry> entries() {
        return shown;
    }

    /** @param detailed adds offsets and interruptions */
    public List<Map<String, Object>> fields(boolean detailed) {
        return shown.stream()
                .map(line -> new AnswerFields()
                        .put("index", line.index())
                        .put("role", Wording.code(line.role()))
                        .putText("text", UntrustedText.bare(line.text(), MAX_LINE))
                        .put("offset_ms", detailed ? line.offsetMs() : null)
                        .put("interrupted", detailed ? line.interrupted() : null)
                        .asMap())
                .toList();
    }

    /** What stands above a transcript: who is speaking there. */
    public static String heading(Call call) {
        return Simulated.is(call) ? "Transcript, with " + Simulated.otherSide(call) : "Transcript";
    }

    /** The lines for people, as a block of untrusted text. */
    public List<String> lines(Call call) {
        return UntrustedText.block(
                heading(call),
                shown.stream()
                        .map(line -> "[" + line.index() + "] " + Wording.code(line.role()) + ": " + line.text())
                        .toList(),
                MAX_LINE);
    }
}
