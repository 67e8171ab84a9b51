package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tool with which an agent asks the person behind its call.
 *
 * @param question in words that can be read without the conversation
 * @param choices what may be answered; empty: in any words
 */
public record AskOwner(String question, List<String> choices) {
    static final String NAME = "ask_owner";
    static final String DESCRIPTION = "Asks the person you are calling for, who is not on the phone, and waits for"
            + " their answer. Use it before you agree to something that they have not asked for, or to find out what"
            + " only they can know. First say one short sentence, that you will check and are back in a moment, and"
            + " use no other tool with it.";
    static final String QUESTION = "question";
    static final String CHOICES = "choices";
    static final String REFUSAL = "error: a question has 1 to 500 characters, and at most 6 choices of 1 to 80";
    static final String NOT_NOW = "error: one question at a time, and at most ten in a call; go on without";

    static final int LONGEST_QUESTION = 500;
    private static final int LONGEST_CHOICE = 80;
    private static final int MOST_CHOICES = 6;

    /** What a model asks with these arguments; empty when that is no question. */
    static Optional<AskOwner> of(@Nullable JsonNode arguments) {
        if (arguments == null) {
            return Optional.empty();
        }
        String question = plain(arguments.path(QUESTION).asText(""));
        List<String> choices = new ArrayList<>();
        arguments.path(CHOICES).forEach(choice -> choices.add(plain(choice.asText(""))));
        boolean fits = fits(question, LONGEST_QUESTION)
                && choices.size() <= MOST_CHOICES
                && choices.stream().allMatch(choice -> fits(choice, LONGEST_CHOICE));
        return fits ? Optional.of(new AskOwner(question, choices)) : Optional.empty();
    }

    /** On one line, without characters that nobody sees: it is shown to a person, and may repeat a stranger's words. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\s]+", " ")
                .replaceAll("[\\u202A-\\u202E\\u2066-\\u2069\\x{E0000}-\\x{E007F}]", "")
                .strip();
    }

    private static boolean fits(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest;
    }
}
