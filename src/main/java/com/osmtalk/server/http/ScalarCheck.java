package com.osmtalk.server.http;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Values of a body that have no parts, and what to say of one that is not as it should be. Stricter than Jackson's own
 * binding, which would take {@code "7"} or {@code 7.9} for the integer 7: a value of the wrong type is an error that
 * the caller is told of.
 */
final class ScalarCheck {
    private static final String UNREADABLE = "has an invalid value";

    private ScalarCheck() {}

    /** Whether a record is written as the one value it wraps, like a phone number. */
    static boolean isScalar(Class<?> record) {
        return wrapped(record).isPresent();
    }

    /** Why a JSON value can't become the type; empty when it can. */
    static Optional<String> complaint(JsonNode node, Class<?> type) {
        if (type == String.class) {
            return unless(node.isTextual(), "must be a string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return unless(node.isBoolean(), "must be true or false");
        }
        if (type == int.class || type == Integer.class) {
            return integer(node, node.canConvertToInt());
        }
        if (type == long.class || type == Long.class) {
            return integer(node, node.canConvertToLong());
        }
        if (type == double.class || type == Double.class) {
            return unless(node.isNumber() && Double.isFinite(node.doubleValue()), "must be a number");
        }
        if (type == BigDecimal.class) {
            return unless(node.isNumber(), "must be a number");
        }
        if (type.isEnum()) {
            return unless(
                    node.isTextual() && isChoice(node.textValue(), type), "must be one of " + Values.choices(type));
        }
        if (type == Instant.class) {
            return unless(node.isTextual() && Values.time(node.textValue()).isPresent(), Values.TIME_EXPECTED);
        }
        if (type == LocalDate.class) {
            return unless(node.isTextual() && isDate(node.textValue()), "must be a date like 2026-01-31");
        }
        return wrapped(type).flatMap(value -> {
            Optional<String> complaint = complaint(node, value.getReturnType());
            return complaint.isPresent() ? complaint : refusal(node, type);
        });
    }

    /** Which integers a field takes is known where it is used: the range of the Java type would mislead. */
    private static Optional<String> integer(JsonNode node, boolean fits) {
        if (!node.isIntegralNumber()) {
            return Optional.of("must be an integer");
        }
        return unless(
                fits, "is an integer that is too " + (node.bigIntegerValue().signum() < 0 ? "small" : "large"));
    }

    private static Optional<String> refusal(JsonNode node, Class<?> type) {
        if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > 400) {
            return Optional.of("is a number that is too large or too small");
        }
        try {
            RequestJson.MAPPER.treeToValue(node, type);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            // a value type says in its own words what it takes
            return Optional.of(e.getCause() instanceof IllegalArgumentException own ? own.getMessage() : UNREADABLE);
        }
    }

    private static Optional<Method> wrapped(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .findFirst();
    }

    private static boolean isChoice(String text, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .anyMatch(constant -> Values.name(constant).equalsIgnoreCase(text));
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException noDate) {
            return false;
        }
    }

    private static Optional<String> unless(boolean holds, String complaint) {
        return holds ? Optional.empty() : Optional.of(complaint);
    }
}
