package com.osmtalk.voice.analysis;

import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.brain.Intent;
import com.osmtalk.voice.brain.SentenceSplitter;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The transcript as what a claim about it is held against, as far as words can be compared. */
final class Evidence {
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final List<TranscriptEntry> transcript;
    private final boolean hindi;
    /** Whether numbers in words can be read in the agent's language. */
    private final boolean readable;

    /** @param language the agent's, as a BCP 47 tag */
    Evidence(List<TranscriptEntry> transcript, String language) {
        this.transcript = transcript;
        this.hindi = language.startsWith("hi");
        this.readable = hindi || language.startsWith("en");
    }

    Stream<TranscriptEntry> callerLines() {
        return transcript.stream().filter(line -> line.role() == TranscriptRole.CALLER);
    }

    Optional<TranscriptEntry> callerLine(int index) {
        return callerLines().filter(line -> line.index() == index).findFirst();
    }

    /** Whether a line has these words, whatever the marks between them. */
    static boolean has(TranscriptEntry line, String words) {
        return !plain(words).isBlank() && plain(line.text()).contains(plain(words));
    }

    /** Whether somebody who says this gives no information: greets, asks back, doesn't know. */
    static boolean isNoAnswer(String words) {
        return QuestionAndAnswer.isEvasion(words)
                || switch (Intent.of(words)) {
                    case GREETING, GOODBYE, REPEAT, WHO -> true;
                    case YES, NO, KEYPAD, STATEMENT, QUESTION, CALLBACK, HUMAN, NOT_INTERESTED, OPT_OUT -> false;
                };
    }

    /** Whether a line has that number, or says yes to it. */
    boolean hasNumber(TranscriptEntry line, double value) {
        return isIn(line.text(), value)
                || isYes(line) && isIn(questionBefore(line).text(), value)
                || !readable
                        && !DIGITS.matcher(line.text()).find()
                        && SpokenNumbers.in(line.text(), false, true).isEmpty();
    }

    private boolean isIn(String text, double value) {
        return SpokenNumbers.in(text, hindi, true).stream().anyMatch(mention -> mention.value() == value);
    }

    /** Whether most of these words, and all their digits, are a line's, or those of a question that it says yes to. */
    boolean hasWordsOf(TranscriptEntry line, String value) {
        String said = " " + plain(line.text())
                + (isYes(line) ? " " + plain(questionBefore(line).text()) : "") + " ";
        if (said.contains(" " + plain(value).strip() + " ")) {
            return true;
        }
        boolean digits = DIGITS.matcher(value).results().allMatch(number -> said.contains(number.group()));
        List<String> words =
                Words.stems(value).stream().filter(word -> word.length() > 2).toList();
        List<String> stems = Words.stems(said);
        long same = words.stream().filter(stems::contains).count();
        return digits && same > 0 && 2 * same >= words.size();
    }

    /** Whether a plain answer to the question before says the opposite. */
    boolean contradicts(TranscriptEntry line, Field field, boolean value) {
        AgentQuestion question = questionBefore(line);
        return new Topic(field.name(), field.description()).fit(question.text()) > 0
                && !FieldRules.isNegative(field)
                && new YesOrNo(question, true)
                        .in(line.text())
                        .filter(said -> said.yes() != value)
                        .isPresent();
    }

    /** Whether a line names no other of the values of an enum. */
    boolean allows(TranscriptEntry line, Field field, String value) {
        return choice(field)
                .in(line.text())
                .map(Choice.Said::value)
                .orElse(value)
                .equals(value);
    }

    boolean names(TranscriptEntry line, Field field, String value) {
        return choice(field).in(line.text()).map(Choice.Said::value).orElse("").equals(value);
    }

    private static Choice choice(Field field) {
        return new Choice(Objects.requireNonNullElse(field.enumValues(), List.of()));
    }

    /** Whether every number that a text has in digits was spoken of. */
    boolean hasNumbersOf(String text) {
        Set<String> known = new HashSet<>();
        for (TranscriptEntry line : transcript) {
            String plain = withoutCommas(line.text());
            DIGITS.matcher(plain).results().forEach(number -> known.add(number.group()));
            SpokenNumbers.all(line.text(), hindi).stream()
                    .filter(SpokenNumbers.Mention::isClear)
                    .forEach(mention -> known.add(String.valueOf(Math.round(mention.value()))));
        }
        Matcher numbers = DIGITS.matcher(withoutCommas(text));
        return !readable || numbers.results().allMatch(number -> known.contains(number.group()));
    }

    private static String withoutCommas(String text) {
        return text.replaceAll("(?<=\\d),(?=\\d)", "");
    }

    private boolean isYes(TranscriptEntry line) {
        return new YesOrNo(questionBefore(line), true)
                .in(line.text())
                .filter(YesOrNo.Said::yes)
                .isPresent();
    }

    /** The agent's last question before a line; one of no words when there was none. */
    private AgentQuestion questionBefore(TranscriptEntry line) {
        AgentQuestion last = new AgentQuestion("");
        for (TranscriptEntry earlier : transcript) {
            if (earlier.index() >= line.index()) {
                break;
            }
            if (earlier.role() == TranscriptRole.AGENT) {
                List<AgentQuestion> asked = AgentQuestion.in(SentenceSplitter.of(earlier.text()));
                last = asked.isEmpty() ? last : asked.get(asked.size() - 1);
            }
        }
        return last;
    }

    private static String plain(String text) {
        return MARKS.matcher(Words.normalised(text)).replaceAll(" ").strip();
    }
}
