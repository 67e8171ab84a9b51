package com.osmtalk.voice.brain;

import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What passes between an agent and the person behind its call, as the transcript has it and brains read it. These are
 * system lines, which only this program writes: what somebody on the phone says is never one of them, whatever words
 * they use, and so counts neither as a note nor as an answer.
 */
public final class OwnerLines {
    private static final String NOTE = "Note from the person behind this call: ";
    private static final Pattern QUESTION =
            Pattern.compile("Question (\\d+) to the person behind this call: (.*)", Pattern.DOTALL);
    private static final Pattern ANSWER = Pattern.compile("Answer to question (\\d+): (.*)", Pattern.DOTALL);
    private static final Pattern LAPSE = Pattern.compile("Question (\\d+) was not answered in time\\.");
    private static final int MOST_QUESTIONS = 10;

    private OwnerLines() {}

    /** The line for a note. */
    public static String note(String text) {
        return NOTE + text;
    }

    /** The line for a question. */
    public static String question(int n, String text, List<String> choices) {
        return "Question " + n + " to the person behind this call: " + text
                + (choices.isEmpty() ? "" : " (" + String.join(" / ", choices) + ")");
    }

    /** The line for the answer to a question. */
    public static String answer(int n, String text) {
        return "Answer to question " + n + ": " + text;
    }

    /** The line for a question that nobody has answered. */
    public static String lapse(int n) {
        return "Question " + n + " was not answered in time.";
    }

    /** The notes given so far, in order. */
    static List<String> notes(List<TranscriptEntry> history) {
        return texts(history).stream()
                .filter(text -> text.startsWith(NOTE))
                .map(text -> text.substring(NOTE.length()))
                .toList();
    }

    /** What was asked, in its words and choices, where this is the line of a question. */
    static Optional<String> asked(TranscriptEntry line) {
        return line.role() == TranscriptRole.SYSTEM ? group(QUESTION, line.text()) : Optional.empty();
    }

    /** The answer, where this is the line of one. */
    static Optional<String> answered(TranscriptEntry line) {
        return line.role() == TranscriptRole.SYSTEM ? group(ANSWER, line.text()) : Optional.empty();
    }

    static boolean isLapse(TranscriptEntry line) {
        return line.role() == TranscriptRole.SYSTEM
                && LAPSE.matcher(line.text()).matches();
    }

    /** What is asked and neither answered nor lapsed. */
    static Optional<String> open(List<TranscriptEntry> history) {
        Optional<String> open = Optional.empty();
        for (TranscriptEntry line : history) {
            Optional<String> asked = asked(line);
            if (asked.isPresent()) {
                open = asked;
            } else if (answered(line).isPresent() || isLapse(line)) {
                open = Optional.empty();
            }
        }
        return open;
    }

    /** Whether one more question may be asked: one at a time, and not for ever. */
    static boolean mayAsk(List<TranscriptEntry> history) {
        return open(history).isEmpty()
                && history.stream().filter(line -> asked(line).isPresent()).count() < MOST_QUESTIONS;
    }

    private static List<String> texts(List<TranscriptEntry> history) {
        List<String> texts = new ArrayList<>();
        for (TranscriptEntry line : history) {
            if (line.role() == TranscriptRole.SYSTEM) {
                texts.add(line.text());
            }
        }
        return texts;
    }

    private static Optional<String> group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(2)) : Optional.empty();
    }
}
