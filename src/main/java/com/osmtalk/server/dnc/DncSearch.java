package com.osmtalk.server.dnc;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.Subscriber;
import com.osmtalk.server.store.FoldedText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a list are looked for: those of one number, and those of which a person knows some digits or words.
 */
final class DncSearch {
    /** Digits, and what people write between them. */
    private static final Pattern NUMBER = Pattern.compile("[\\p{Nd}\\s+().\\p{Pd}/]+");

    private final StringBuilder condition = new StringBuilder();
    private final Map<String, Object> values = new HashMap<>();

    /**
     * @param number null: any
     * @param text digits of the number in the order that they have, with whatever blanks and dashes, or a part of the
     *     reason; null: any
     * @param written the number that the text is, where it is a whole one: another of the same subscriber is found too
     */
    DncSearch(@Nullable PhoneNumber number, @Nullable String text, Optional<PhoneNumber> written) {
        if (number != null) {
            condition.append(" AND subscriber = :subscriber");
            values.put("subscriber", Subscriber.of(number).key());
        }
        if (text != null && !text.isBlank()) {
            Optional<String> digits = digits(text);
            condition.append(" AND (folded_reason LIKE :words ESCAPE '!'");
            condition.append(digits.isPresent() ? " OR phone_number LIKE :digits" : "");
            condition.append(written.isPresent() ? " OR subscriber = :written)" : ")");
            values.put("words", "%" + escaped(FoldedText.of(text.strip())) + "%");
            digits.ifPresent(some -> values.put("digits", "%" + some + "%"));
            written.ifPresent(
                    whole -> values.put("written", Subscriber.of(whole).key()));
        }
    }

    /** What follows the condition on the organisation. */
    String condition() {
        return condition.toString();
    }

    Map<String, Object> values() {
        return values;
    }

    /** Those of a number as people write it, without the zeros that are dialled before it within a country. */
    private static Optional<String> digits(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder();
        text.codePoints().filter(Character::isDigit).forEach(digit -> digits.append(Character.digit(digit, 10)));
        return Optional.of(digits.toString().replaceFirst("^0+(?=.)", "")).filter(some -> !some.isEmpty());
    }

    private static String escaped(String text) {
        return text.replaceAll("[!%_]", "!$0");
    }
}
