package com.osmtalk.voice.analysis;

import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.voice.analysis.TranscriptReview.QuestionAndAnswer;
import com.osmtalk.voice.brain.Intent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values of declared analysis fields in a conversation: by its outcome where the field's name asks for one,
 * or else by the question whose words fit the field's name and description best.
 *
 * <p>These are the rules for when there is no model, or none that gives a usable answer. They leave a field empty
 * where the words do not show its value, and do not guess.
 */
final class FieldRules {
    private static final Pattern TIME = Pattern.compile(
            "(?i)\\b(tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next week|morning"
                    + "|afternoon|evening|noon"
                    + "|o'?clock|\\d{1,2}(:\\d\\d)? ?[ap]\\.?m)\\b");
    private static final Pattern DIGITS = Pattern.compile("-?\\d+(?:[.,]\\d+)?");
    private static final List<String> NUMBERS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    private static final Set<String> FILLERS = Set.of(
            "the",
            "and",
            "for",
            "with",
            "was",
            "were",
            "are",
            "is",
            "has",
            "have",
            "did",
            "does",
            "will",
            "would",
            "their",
            "they",
            "them",
            "caller",
            "callee",
            "customer",
            "patient",
            "person",
            "whether",
            "that",
            "what",
            "which",
            "when",
            "how",
            "who",
            "you",
            "your",
            "call",
            "true",
            "false",
            "value",
            "said",
            "wants",
            "this",
            "from",
            "can",
            "could",
            "not",
            "any");
    /** What an outcome is called where somebody declares a next action. */
    private static final Map<ConversationOutcome, List<String>> NEXT_ACTIONS = Map.of(
            ConversationOutcome.OPTED_OUT,
            List.of("do_not_call", "opt_out", "remove", "dnc", "none"),
            ConversationOutcome.NOT_INTERESTED,
            List.of("not_interested", "no_action", "none", "close"),
            ConversationOutcome.CALLBACK,
            List.of("callback_later", "callback", "call_back", "follow_up", "retry"),
            ConversationOutcome.WANTS_HUMAN,
            List.of("transfer_to_human", "human", "escalate", "follow_up"),
            ConversationOutcome.AGREED,
            List.of("follow_up", "proceed", "book", "confirm", "none", "no_action"),
            ConversationOutcome.DECLINED,
            List.of("none", "no_action", "close"),
            ConversationOutcome.CUT_SHORT,
            List.of("retry", "callback_later", "call_again", "follow_up"),
            ConversationOutcome.MACHINE,
            List.of("retry", "call_again", "callback_later"),
            ConversationOutcome.NOBODY_SPOKE,
            List.of("retry", "call_again", "callback_later"));

    private final TranscriptReview review;

    FieldRules(TranscriptReview review) {
        this.review = review;
    }

    /** The value in the field's declared type; empty when the words do not show it. */
    Optional<Object> value(Field field) {
        String name = String.join("_", words(field.name()));
        return switch (field.type()) {
            case BOOLEAN -> bool(name, field).map(value -> value);
            case NUMBER ->
                bestExchange(field)
                        .flatMap(exchange -> number(exchange.answer()))
                        .map(value -> value);
            case STRING -> text(name, field).map(value -> value);
            case ENUM ->
                choice(name, field, Objects.requireNonNullElse(field.enumValues(), List.of()))
                        .map(value -> value);
        };
    }

    /** The last line of the caller's that names a time, whole: what exactly it means is for a person to read. */
    static Optional<String> callbackTime(TranscriptReview review) {
        return review.callerLines().stream()
                .filter(line -> TIME.matcher(line).find())
                .reduce((first, second) -> second);
    }

    /**
     * Names that are common in call analysis ask for the outcome; any other is a question that was answered yes or no.
     */
    private Optional<Boolean> bool(String name, Field field) {
        ConversationOutcome outcome = review.outcome();
        if (outcome == ConversationOutcome.NOBODY_SPOKE || outcome == ConversationOutcome.MACHINE) {
            return Optional.empty();
        }
        if (name.contains("qualified") || name.contains("interested")) {
            return Optional.of(outcome == ConversationOutcome.AGREED
                    || name.contains("interested") && outcome == ConversationOutcome.CALLBACK);
        }
        if (name.contains("callback") || name.contains("call_back")) {
            return Optional.of(outcome == ConversationOutcome.CALLBACK);
        }
        if (name.contains("opt") && name.contains("out") || name.contains("do_not_call")) {
            return Optional.of(outcome == ConversationOutcome.OPTED_OUT);
        }
        return bestExchange(field)
                .flatMap(exchange -> exchange.agrees()
                        ? Optional.of(true)
                        : exchange.intent() == Intent.NO || exchange.intent() == Intent.NOT_INTERESTED
                                ? Optional.of(false)
                                : Optional.empty());
    }

    private Optional<String> text(String name, Field field) {
        if (name.equals("next_action")) {
            return Optional.of(NEXT_ACTIONS.get(review.outcome()).get(0));
        }
        if (name.contains("callback") || name.contains("call_back")) {
            return review.outcome() == ConversationOutcome.CALLBACK ? callbackTime(review) : Optional.empty();
        }
        return bestExchange(field).map(QuestionAndAnswer::answer);
    }

    /**
     * One of the declared values: for a next action, the one that the outcome is usually called; or else the one that
     * was named in the answer, then yes or no, then anywhere in the caller's words.
     */
    private Optional<String> choice(String name, Field field, List<String> allowed) {
        if (name.contains("next_action") || name.contains("outcome") || name.contains("disposition")) {
            for (String action : NEXT_ACTIONS.get(review.outcome())) {
                Optional<String> match = allowed.stream()
                        .filter(value -> normalised(value).contains(action) || action.contains(normalised(value)))
                        .findFirst();
                if (match.isPresent()) {
                    return match;
                }
            }
        }
        Optional<QuestionAndAnswer> exchange = bestExchange(field);
        Optional<String> said = exchange.flatMap(best -> mentioned(allowed, best.answer()));
        if (said.isPresent()) {
            return said;
        }
        Optional<String> yesOrNo = exchange.flatMap(best -> best.agrees()
                ? named(allowed, "yes", "agreed", "confirmed")
                : best.intent() == Intent.NO ? named(allowed, "no", "declined") : Optional.empty());
        return yesOrNo.or(() -> mentioned(allowed, String.join(" ", review.callerLines())));
    }

    private static Optional<String> mentioned(List<String> allowed, String said) {
        String text = " " + String.join(" ", words(said)) + " ";
        return allowed.stream()
                .filter(value -> !value.isBlank() && text.contains(" " + String.join(" ", words(value)) + " "))
                .findFirst();
    }

    private static Optional<String> named(List<String> allowed, String... names) {
        return Arrays.stream(names)
                .flatMap(name ->
                        allowed.stream().filter(value -> normalised(value).equals(name)))
                .findFirst();
    }

    private static Optional<Double> number(String said) {
        Matcher digits = DIGITS.matcher(said);
        if (digits.find()) {
            return Optional.of(Double.valueOf(digits.group().replace(',', '.')));
        }
        return words(said).stream()
                .map(NUMBERS::indexOf)
                .filter(value -> value >= 0)
                .findFirst()
                .map(Integer::doubleValue);
    }

    /** The answer to the question that speaks most of what the field is about. */
    private Optional<QuestionAndAnswer> bestExchange(Field field) {
        return review.answered().stream()
                .filter(exchange -> score(field, exchange) >= 2)
                .max(Comparator.comparingInt(exchange -> score(field, exchange)));
    }

    /** How much a question speaks of a field; its name counts twice, since descriptions have words of all kinds. */
    private static int score(Field field, QuestionAndAnswer exchange) {
        List<String> asked = words(exchange.question());
        return 2 * common(words(field.name()), asked) + common(words(field.description()), asked);
    }

    private static int common(List<String> wanted, List<String> asked) {
        return (int) wanted.stream()
                .filter(word -> word.length() > 2 && !FILLERS.contains(word))
                .filter(word -> asked.stream().anyMatch(other -> stem(other).equals(stem(word))))
                .distinct()
                .count();
    }

    /** Enough for "confirmed" to meet "confirm", and "attending" "attend". */
    private static String stem(String word) {
        String root = word.replaceFirst("(ing|ed|ion|s|e)$", "");
        return root.length() < 3 ? word : root;
    }

    private static String normalised(String value) {
        return String.join("_", words(value));
    }

    private static List<String> words(@Nullable String text) {
        String spaced = Objects.requireNonNullElse(text, "").replaceAll("([a-z])([A-Z])", "$1 $2");
        List<String> words =
                new ArrayList<>(List.of(spaced.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        words.removeIf(String::isEmpty);
        return words;
    }
}
