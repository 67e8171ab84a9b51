package com.osmtalk.server.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.api.KeptFields;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares a JSON tree with the record it is to become and finds every difference. Jackson's own binding would stop at
 * the first, and a person or a model that fills in a form of twenty fields needs all of them at once. A record's
 * component is required unless it is {@code @Nullable}.
 */
public final class BodyCheck {
    private static final int MAX_ERRORS = 20;
    private static final int MAX_DECIMAL_PLACES = 400;

    private final List<FieldError> errors = new ArrayList<>();

    private BodyCheck() {}

    /** What is wrong, in the order of the body; at most twenty. */
    public static List<FieldError> errors(JsonNode tree, Class<?> record) {
        return new BodyCheck().check(tree, record);
    }

    private List<FieldError> check(JsonNode tree, Class<?> record) {
        object("", tree, record);
        return errors.size() > MAX_ERRORS ? errors.subList(0, MAX_ERRORS) : errors;
    }

    private void object(String path, JsonNode node, Class<?> record) {
        Map<String, RecordComponent> components = Arrays.stream(record.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, component -> component));
        JsonIgnoreProperties annotation = record.getAnnotation(JsonIgnoreProperties.class);
        Set<String> ignored = annotation == null ? Set.of() : Set.of(annotation.value());
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String place = within(path, field.getKey());
            RecordComponent component = components.get(field.getKey());
            if (component != null && !isOfKeptFields(component)) {
                value(place, field.getValue(), component.getAnnotatedType());
            } else if (ignored.contains(field.getKey())) {
                continue;
            } else if (component == null && components.values().stream().anyMatch(BodyCheck::isOfKeptFields)) {
                // which of them are taken is a rule of whoever keeps them
                text(place, field.getKey());
                storable(place, field.getValue());
            } else {
                wrong(place, "is not a known field; known are " + names(record));
            }
        }
        for (RecordComponent component : record.getRecordComponents()) {
            if (!node.has(component.getName()) && !isNullable(component.getAnnotatedType())) {
                wrong(within(path, component.getName()), "is required");
            }
        }
    }

    private void value(String path, JsonNode node, AnnotatedType type) {
        if (errors.size() >= MAX_ERRORS) {
            return;
        }
        Class<?> raw = raw(type);
        if (node.isNull()) {
            if (!isNullable(type)) {
                wrong(path, "must not be null");
            }
        } else if (raw.isRecord() && !ScalarCheck.isScalar(raw)) {
            if (expect(node.isObject(), path, "must be an object")) {
                object(path, node, raw);
            }
        } else if (Map.class.isAssignableFrom(raw)) {
            if (expect(node.isObject(), path, "must be an object")) {
                map(path, node, type);
            }
        } else if (Collection.class.isAssignableFrom(raw)) {
            if (expect(node.isArray(), path, "must be a list")) {
                for (int i = 0; i < node.size(); i++) {
                    value(path + "[" + i + "]", node.get(i), argument(type, 0));
                }
            }
        } else {
            Optional<String> complaint = ScalarCheck.complaint(node, raw);
            complaint.ifPresent(message -> wrong(path, message));
            if (complaint.isEmpty()) {
                storable(path, node);
            }
        }
    }

    private void map(String path, JsonNode node, AnnotatedType type) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String place = within(path, entry.getKey());
            text(place, entry.getKey());
            value(place, entry.getValue(), argument(type, 1));
        }
    }

    /** Free-form values are checked to their depth for what databases and JSON writers refuse. */
    private void storable(String path, JsonNode node) {
        if (node.isTextual()) {
            text(path, node.textValue());
        } else if (node.isBigDecimal()) {
            int scale = node.decimalValue().scale();
            expect(Math.abs((long) scale) <= MAX_DECIMAL_PLACES, path, "is a number that is too large or too small");
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                text(within(path, field.getKey()), field.getKey());
                storable(within(path, field.getKey()), field.getValue());
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                storable(path + "[" + i + "]", node.get(i));
            }
        }
    }

    private void text(String path, String text) {
        expect(text.indexOf('\0') < 0, path, "must not contain NUL characters");
        expect(isWellFormed(text), path, "must not contain an unpaired surrogate");
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private boolean expect(boolean holds, String path, String message) {
        if (!holds) {
            wrong(path, message);
        }
        return holds;
    }

    private void wrong(String path, String message) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(new FieldError(path, message));
        }
    }

    private static String within(String path, String name) {
        return path.isEmpty() ? Values.shown(name) : path + "." + Values.shown(name);
    }

    private static boolean isOfKeptFields(RecordComponent component) {
        return component.isAnnotationPresent(KeptFields.class);
    }

    private static String names(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> !isOfKeptFields(component))
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", "));
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static AnnotatedType argument(AnnotatedType type, int index) {
        if (type instanceof AnnotatedParameterizedType parameterized) {
            return parameterized.getAnnotatedActualTypeArguments()[index];
        }
        throw new IllegalStateException("a body's " + type + " needs type arguments");
    }

    private static Class<?> raw(AnnotatedType type) {
        if (type.getType() instanceof Class<?> raw) {
            return raw;
        }
        if (type.getType() instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        throw new IllegalStateException("a body can't have the type " + type);
    }
}
