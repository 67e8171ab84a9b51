package com.osmtalk.mcp.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC 2.0, strictly: what comes in is checked before anything works on it.
 *
 * @see <a href="https://www.jsonrpc.org/specification">JSON-RPC 2.0</a>
 */
final class JsonRpc {
    static final String VERSION = "2.0";

    /** The largest message anybody may send us. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final ObjectReader READER = Json.STRICT.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private JsonRpc() {}

    /** A message that cannot be worked on, and what to answer. */
    static final class Malformed extends Exception {
        private final transient @Nullable Object id;
        private final int code;

        Malformed(@Nullable Object id, int code, String message) {
            super(message, null, false, false);
            this.id = id;
            this.code = code;
        }

        /** One line of JSON. */
        String answer() {
            return error(id, new Message.Error(code, getMessage(), null));
        }
    }

    /** Reads one message. */
    static Message read(byte[] utf8) throws Malformed {
        JsonNode json = parse(utf8);
        if (!json.isObject()) {
            throw new Malformed(
                    null,
                    ProtocolException.INVALID_REQUEST,
                    json.isArray() ? "Batches are not supported: send one message." : "Not a JSON-RPC message.");
        }
        Object id = id(json);
        if (!VERSION.equals(json.path("jsonrpc").textValue())) {
            throw new Malformed(id, ProtocolException.INVALID_REQUEST, "`jsonrpc` must be \"2.0\".");
        }
        JsonNode method = json.get("method");
        if (method == null) {
            return response(json, id);
        }
        if (!method.isTextual()) {
            throw new Malformed(id, ProtocolException.INVALID_REQUEST, "`method` must be text.");
        }
        JsonNode given = json.path("params");
        if (!given.isMissingNode() && !given.isObject() && !given.isNull()) {
            throw new Malformed(id, ProtocolException.INVALID_PARAMS, "`params` must be an object.");
        }
        Map<String, Object> params = given.isObject() ? map(given) : Map.of();
        if (!json.has("id")) {
            return new Message.Notification(method.textValue(), params);
        }
        if (id == null) {
            throw new Malformed(null, ProtocolException.INVALID_REQUEST, "`id` must be text or a whole number.");
        }
        return new Message.Request(id, method.textValue(), params);
    }

    /** An answer, as one line of JSON. */
    static String result(Object id, Object result) {
        return line(envelope(id).putPOJO("result", result));
    }

    /** An error to answer with, as one line of JSON. */
    static String error(@Nullable Object id, Message.Error error) {
        ObjectNode inner =
                Json.STRICT.createObjectNode().put("code", error.code()).put("message", error.message());
        if (error.data() != null) {
            inner.putPOJO("data", error.data());
        }
        return line(envelope(id).set("error", inner));
    }

    /** Something the other side need not answer, as one line of JSON. */
    static String notification(String method, Map<String, Object> params) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", VERSION);
        message.put("method", method);
        message.put("params", params);
        return line(message);
    }

    private static ObjectNode envelope(@Nullable Object id) {
        return Json.STRICT.createObjectNode().put("jsonrpc", VERSION).putPOJO("id", id);
    }

    private static String line(Object message) {
        try {
            return Json.STRICT.writeValueAsString(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(byte[] utf8) throws Malformed {
        try {
            JsonNode json = READER.readTree(utf8);
            if (!json.isMissingNode()) {
                return json;
            }
        } catch (StreamConstraintsException e) {
            throw new Malformed(
                    null,
                    ProtocolException.PARSE_ERROR,
                    "The message goes beyond what is read: 64 levels of nesting, numbers of 1000 digits.");
        } catch (JsonProcessingException e) {
            throw new Malformed(
                    null,
                    ProtocolException.PARSE_ERROR,
                    "The message is not valid JSON, or has a field twice: " + place(e) + ".");
        } catch (IOException e) {
            throw new Malformed(null, ProtocolException.PARSE_ERROR, "The message is not valid UTF-8.");
        }
        throw new Malformed(null, ProtocolException.PARSE_ERROR, "The message is empty.");
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "it breaks off"
                : "see column " + e.getLocation().getColumnNr();
    }

    private static Message.Response response(JsonNode json, @Nullable Object id) throws Malformed {
        JsonNode error = json.get("error");
        if (id == null || !json.has("result") && error == null) {
            throw new Malformed(
                    id, ProtocolException.INVALID_REQUEST, "Neither a request, a notification nor a response.");
        }
        if (error == null) {
            return new Message.Response(id, Json.MAPPER.convertValue(json.get("result"), Object.class), null);
        }
        return new Message.Response(
                id,
                null,
                new Message.Error(
                        error.path("code").asInt(ProtocolException.INTERNAL_ERROR),
                        error.path("message").asText(""),
                        null));
    }

    private static @Nullable Object id(JsonNode json) {
        JsonNode id = json.path("id");
        if (id.isTextual()) {
            return id.textValue();
        }
        return id.isIntegralNumber() && id.canConvertToLong() ? (Object) id.longValue() : null;
    }

    private static Map<String, Object> map(JsonNode object) {
        return Json.MAPPER.convertValue(object, Json.MAP);
    }
}
