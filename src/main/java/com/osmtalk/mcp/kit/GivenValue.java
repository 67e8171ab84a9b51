package com.osmtalk.mcp.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.api.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value as a model gave it, read as the type that its argument has. Models put objects and numbers into strings,
 * write an enum's value as they would say it, and leave out the brackets of a list with one entry. Each is read where
 * it can mean only one thing; what can't is left as it is, for the check that follows to refuse.
 */
final class GivenValue {
    /** A number beyond this many digits is no amount, index or year: as text it could fill the memory. */
    private static final int MAX_DIGITS = 100;

    private GivenValue() {}

    /** A string without blanks around it; a number as it is written. */
    static Object asString(Object given) {
        return given instanceof String text ? text.strip() : given instanceof Number ? asText(given) : given;
    }

    /** A string, in which {@code 5} and {@code true} are as good as {@code "5"} and {@code "true"}. */
    static Object asText(Object given) {
        if (given instanceof Boolean) {
            return given.toString();
        }
        return given instanceof Number
                ? decimal(given).<Object>map(BigDecimal::toPlainString).orElse(given)
                : given;
    }

    /** A number, also one in a string: {@code "5"}. */
    static Object asNumber(Object given) {
        if (!(given instanceof String text) || !text.strip().matches("[+-]?[0-9]{1,20}([.][0-9]{1,20})?")) {
            return given;
        }
        return new BigDecimal(text.strip());
    }

    /** A boolean, also one in a string, as it is written or said. */
    static Object asBoolean(Object given) {
        if (!(given instanceof String text)) {
            return given;
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> given;
        };
    }

    /** One of some values, whatever its case and whatever stands between its words: {@code In progress}. */
    static Object asChoice(Object given, List<String> values) {
        if (!(given instanceof String text)) {
            return given;
        }
        List<String> alike =
                values.stream().filter(value -> fold(value).equals(fold(text))).toList();
        return alike.size() == 1 ? alike.get(0) : text.strip();
    }

    /** An object, also one in a string, or as a list of its names and values. */
    static Object asObject(Object given) {
        Object value = given instanceof String text ? parsed(text).orElse(given) : given;
        return value instanceof List<?> pairs
                ? fromPairs(pairs).<Object>map(fields -> fields).orElse(value)
                : value;
    }

    /** An array, also one in a string; a single value is an array of one. */
    static Object asList(Object given) {
        if (given instanceof List || given instanceof Map) {
            return given;
        }
        if (!(given instanceof String text)) {
            return List.of(given);
        }
        Object value = parsed(text).orElse(given);
        if (value instanceof List) {
            return value;
        }
        return Stream.of(text.split(",")).map(String::strip).toList();
    }

    /** Whether a value says that there is none: null, or a string of blanks. */
    static boolean isAbsent(@Nullable Object given) {
        return given == null || given instanceof String text && text.isBlank();
    }

    /** Letters and digits alone, in lower case: equal for {@code callId}, {@code call_id} and {@code Call-ID}. */
    static String fold(String name) {
        StringBuilder folded = new StringBuilder();
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static Optional<BigDecimal> decimal(Object number) {
        BigDecimal decimal = number instanceof BigDecimal given
                ? given
                : number instanceof BigInteger integer ? new BigDecimal(integer) : new BigDecimal(number.toString());
        return Math.abs((long) decimal.scale()) + decimal.precision() <= MAX_DIGITS
                ? Optional.of(decimal)
                : Optional.empty();
    }

    /** An object or array in a string. */
    private static Optional<Object> parsed(String text) {
        String json = text.strip();
        if (!json.startsWith("{") && !json.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.STRICT.readValue(json, Object.class));
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    /** {@code [{"name": "day", "value": "Tuesday"}]}, which some models are limited to. */
    private static Optional<Map<String, Object>> fromPairs(List<?> pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Object each : pairs) {
            if (!(each instanceof Map<?, ?> pair) || pair.size() != 2 || !pair.containsKey("value")) {
                return Optional.empty();
            }
            Object name = pair.containsKey("name") ? pair.get("name") : pair.get("key");
            if (!(name instanceof String text) || fields.containsKey(text)) {
                return Optional.empty();
            }
            fields.put(text, pair.get("value"));
        }
        return Optional.of(fields);
    }
}
