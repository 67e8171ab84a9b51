package com.osmtalk.mcp.protocol.feature;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer to {@code elicitation/create} is one. It is read as it came from the wire: a JSON library that
 * maps it to an enum may take {@code 0}, {@code "0"} or {@code " accept "} for {@code accept} (Jackson does), and
 * what is accepted here may make a phone ring. A yes therefore has one spelling; a no has many, and none of them may be
 * taken for a client that can't ask, since that one is given a preview instead.
 */
public final class ElicitedForm {
    private static final Set<String> ACTIONS = Set.of("accept", "decline", "cancel");

    /** Where clients put their answer, besides the fields of the form. */
    private static final Set<String> PLACES = Set.of("action", "agreed", "answer", "response", "decision", "choice");

    private static final Pattern ZERO = Pattern.compile("0");

    /** A person said no. */
    private static final Pattern REFUSED =
            Pattern.compile("(?:no|n|nope|nah|never|not|dont|do not|false|0|off|declin\\w*"
                    + "|reject\\w*|den(?:y|ied)|refus\\w*|disagreed?|disapproved?|disallow(?:ed)?"
                    + "|forbid(?:den)?|veto(?:ed)?"
                    + "|(?:not|un) ?(?:accepted|agreed|approved|confirmed|allowed)|(?:dont"
                    + "|do not) (?:accept|agree|call|allow))"
                    + "(?: (?:thanks|thank you|by user|by the user))?");

    /** The question was closed without a choice. */
    private static final Pattern DISMISSED = Pattern.compile(
            "(?:cancel\\w*|dismiss\\w*|abort\\w*|clos(?:e|ed)|skip(?:ped)?|ignored?)" + "(?: by (?:the )?user)?");

    private ElicitedForm() {}

    /**
     * Whether a client that declared these capabilities shows forms: so do those that name no kind of elicitation, as
     * it had no other before 2025-11-25.
     */
    public static boolean isShownBy(Map<?, ?> capabilities) {
        return capabilities.get("elicitation") instanceof Map<?, ?> kinds
                && (kinds.containsKey("form") || !kinds.containsKey("url"));
    }

    /**
     * The answer, with a no in the protocol's own words where it can be recognised as one: "Decline", "rejected",
     * {@code accept} with {@code "no"} for a yes-or-no field. Anything else is given back as it came.
     *
     * @param answer the result that the client sent
     * @param question the request with its {@code requestedSchema}
     */
    public static @Nullable Object plain(@Nullable Object answer, InputRequest question) {
        List<Object> said = new ArrayList<>();
        if (answer instanceof Map<?, ?> result) {
            if (!"accept".equals(result.get("action"))) {
                // a number where a word belongs says nothing: 0 is the first of an enum's values, accept
                PLACES.stream()
                        .map(result::get)
                        .filter(value -> !is(ZERO, value))
                        .forEach(said::add);
            } else if (isFilledIn(result.get("content"), question)) {
                return answer;
            }
            said.addAll(
                    result.get("content") instanceof Map<?, ?> fields
                            ? fields.values()
                            : Collections.singleton(result.get("content")));
        } else if (!is(ZERO, answer)) {
            said.add(answer);
        }
        if (said.stream().anyMatch(value -> is(REFUSED, value))) {
            return Map.of("action", "decline");
        }
        return said.stream().anyMatch(value -> is(DISMISSED, value)) ? Map.of("action", "cancel") : answer;
    }

    private static boolean is(Pattern words, @Nullable Object value) {
        if (!(value instanceof String || value instanceof Boolean || value instanceof Number)) {
            return false;
        }
        String plain = Normalizer.normalize(value.toString(), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("['\u2019]", "")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        return words.matcher(plain).matches();
    }

    /**
     * Why an answer is none; null when it is one: declined, cancelled, or accepted with a value of the right type for
     * every required field.
     *
     * @param answer the result that the client sent
     * @param question the request with its {@code requestedSchema}
     */
    public static @Nullable String fault(@Nullable Object answer, InputRequest question) {
        if (!(answer instanceof Map<?, ?> result)
                || !(result.get("action") instanceof String action)
                || !ACTIONS.contains(action)) {
            return "what it sent has no action accept, decline or cancel";
        }
        return !action.equals("accept") || isFilledIn(result.get("content"), question)
                ? null
                : "it sent accept without the answer to the form's field";
    }

    private static boolean isFilledIn(@Nullable Object content, InputRequest question) {
        if (!(question.params().get("requestedSchema") instanceof Map<?, ?> schema)
                || !(schema.get("required") instanceof List<?> required)) {
            return true;
        }
        Map<?, ?> fields = schema.get("properties") instanceof Map<?, ?> properties ? properties : Map.of();
        return content instanceof Map<?, ?> given
                && required.stream().allMatch(name -> fits(given.get(name), fields.get(name)));
    }

    private static boolean fits(@Nullable Object value, @Nullable Object field) {
        Object type = field instanceof Map<?, ?> schema ? schema.get("type") : null;
        return "boolean".equals(type) ? value instanceof Boolean : value != null;
    }
}
