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
    private static final int SPOKEN_LINES = 2;

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

    /** What the caller said last, in which they usually say whom they want and why. */
    String lastWordsOfCaller() {
        List<String> words = lines.stream()
                .filter(line -> line.role() == TranscriptRole.CALLER)
                .map(TranscriptEntry::text)
                .filter(text -> !text.startsWith("[keypad]"))
                .toList();
        return String.join(" ", words.subList(Math.max(0, words.size() - SPOKEN_LINES), words.size()));
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
