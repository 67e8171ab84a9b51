package com.osmtalk.voice;

import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The lines of one call, each added and told when it is finished: a line that is cut short has the words that were
 * heard.
 */
final class Transcript {
    private static final int SUMMARY_LINES = 10;

    private final List<TranscriptEntry> lines = new ArrayList<>();
    private final Consumer<TranscriptEntry> listener;

    Transcript(Consumer<TranscriptEntry> listener) {
        this.listener = listener;
    }

    void add(TranscriptRole role, String text, long offsetMs, boolean interrupted) {
        TranscriptEntry line = new TranscriptEntry(lines.size(), role, text, offsetMs, interrupted ? true : null);
        lines.add(line);
        listener.accept(line);
    }

    List<TranscriptEntry> lines() {
        return List.copyOf(lines);
    }

    /** The last ten messages, a line each, for a person who takes over. */
    String summary() {
        List<TranscriptEntry> messages = lines.stream()
                .filter(line -> line.role() == TranscriptRole.AGENT || line.role() == TranscriptRole.CALLER)
                .toList();
        return messages.subList(Math.max(0, messages.size() - SUMMARY_LINES), messages.size()).stream()
                .map(line -> (line.role() == TranscriptRole.AGENT ? "Agent: " : "Caller: ") + line.text())
                .collect(Collectors.joining("\n"));
    }
}
