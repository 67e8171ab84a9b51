package com.osmtalk.server.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.server.problem.Problem;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a record of a request's body, or says at which place of the body it can't. */
final class JsonBody {
    private static final ObjectReader READER =
            RequestJson.MAPPER.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private JsonBody() {}

    /** @throws Problem INVALID naming every invalid field */
    static <T> T read(byte[] bytes, Class<T> type) {
        String json = text(bytes);
        if (json.isBlank()) {
            throw invalid("The body is empty; send a JSON object.");
        }
        JsonNode tree = tree(json);
        if (!tree.isObject()) {
            throw invalid("The body must be a JSON object, not "
                    + tree.getNodeType().name().toLowerCase(Locale.ROOT) + ".");
        }
        List<FieldError> errors = BodyCheck.errors(tree, type);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        try {
            return RequestJson.MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw Problem.invalid(path(e), "has an invalid value");
        }
    }

    /** The names of the fields that are there and null. */
    static Set<String> nulls(byte[] bytes) {
        return tree(text(bytes)).properties().stream()
                .filter(field -> field.getValue().isNull())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** @throws Problem INVALID unless there is nothing in it, or an object with nothing in it */
    static void requireNothing(byte[] bytes) {
        String json = text(bytes);
        if (!json.isBlank() && !(tree(json) instanceof ObjectNode object && object.isEmpty())) {
            throw invalid("This request takes no body; send none, or {}.");
        }
    }

    private static String text(byte[] bytes) {
        try {
            String text = Values.utf8(bytes);
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw invalid("The body is not UTF-8 text.");
        }
    }

    private static JsonNode tree(String json) {
        try {
            return READER.readTree(json);
        } catch (StreamConstraintsException e) {
            throw invalid("The body exceeds a limit (64 levels of nesting, numbers of 1000 digits)"
                    + at(e.getLocation()) + ".");
        } catch (JsonProcessingException e) {
            throw invalid("The body is not valid JSON or has a duplicate field," + at(e.getLocation()) + ".");
        }
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String path(JsonProcessingException e) {
        StringBuilder path = new StringBuilder();
        if (e instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                if (step.getFieldName() == null) {
                    path.append('[').append(step.getIndex()).append(']');
                } else {
                    path.append(path.isEmpty() ? "" : ".").append(Values.shown(step.getFieldName()));
                }
            }
        }
        return path.toString();
    }

    private static Problem invalid(String message) {
        return Problem.invalid("", message);
    }
}
