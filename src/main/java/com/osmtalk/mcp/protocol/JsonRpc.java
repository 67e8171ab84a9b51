package com.osmtalk.mcp.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.osmtalk.api.Json;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC 2.0, strictly: what comes in is checked before the SDK sees it, and what goes out carries no text of an
 * exception.
 *
 * @see <a href="https://www.jsonrpc.org/specification">JSON-RPC 2.0</a>
 */
final class JsonRpc {
    static final String VERSION = "2.0";

    /** The SDK's records, as the SDK writes them. */
    static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(new ObjectMapper());

    /** The largest message anybody may send us. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final ObjectReader READER = Json.STRICT.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private static final Map<String, Class<?>> PARAMS = Map.of(
            McpSchema.METHOD_INITIALIZE, McpSchema.InitializeRequest.class,
            McpSchema.METHOD_TOOLS_CALL, McpSchema.CallToolRequest.class,
            McpSchema.METHOD_LOGGING_SET_LEVEL, McpSchema.SetLevelRequest.class);

    private JsonRpc() {}

    /** A message that cannot be worked on, and what to answer. */
    static final class Malformed extends Exception {
        private final String answer;

        Malformed(@Nullable Object id, int code, String message) {
            super(message);
            this.answer = error(id, code, message);
        }

        /** One line of JSON. */
        String answer() {
            return answer;
        }
    }

    /** Reads one message. */
    static JSONRPCMessage read(byte[] utf8) throws Malformed {
        JsonNode json = parse(utf8);
        if (!json.isObject()) {
            throw new Malformed(
                    null,
                    ErrorCodes.INVALID_REQUEST,
                    json.isArray() ? "Batches are not supported: send one message." : "Not a JSON-RPC message.");
        }
        Object id = id(json);
        if (!VERSION.equals(json.path("jsonrpc").textValue())) {
            throw new Malformed(id, ErrorCodes.INVALID_REQUEST, "`jsonrpc` must be \"2.0\".");
        }
        JsonNode method = json.get("method");
        if (method == null) {
            return response(json, id);
        }
        if (!method.isTextual()) {
            throw new Malformed(id, ErrorCodes.INVALID_REQUEST, "`method` must be text.");
        }
        JsonNode params = json.path("params");
        if (!params.isMissingNode() && !params.isObject() && !params.isNull()) {
            throw new Malformed(id, ErrorCodes.INVALID_PARAMS, "`params` must be an object.");
        }
        Object given = params.isObject() ? plain(params) : null;
        if (!json.has("id")) {
            return new JSONRPCNotification(VERSION, method.textValue(), given);
        }
        if (id == null) {
            throw new Malformed(null, ErrorCodes.INVALID_REQUEST, "`id` must be text or a whole number.");
        }
        checkParams(method.textValue(), id, given);
        return new JSONRPCRequest(VERSION, method.textValue(), id, given);
    }

    /** An error to answer with, as one line of JSON; the SDK's record would not take an unknown id. */
    static String error(@Nullable Object id, int code, String message) {
        return Json.STRICT
                .createObjectNode()
                .put("jsonrpc", VERSION)
                .putPOJO("id", id)
                .set("error", Json.STRICT.createObjectNode().put("code", code).put("message", message))
                .toString();
    }

    /** A message as one line of JSON. */
    static String write(JSONRPCMessage message) {
        try {
            return message instanceof JSONRPCResponse response && response.error() != null
                    ? withoutInternals(response.id(), response.error())
                    : MAPPER.writeValueAsString(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The request that a {@code notifications/cancelled} is about. */
    static @Nullable Object cancelledId(JSONRPCNotification notification) {
        Object id = notification.params() instanceof Map<?, ?> params ? params.get("requestId") : null;
        return id instanceof Integer number ? (Object) number.longValue() : id;
    }

    static boolean isCancelled(JSONRPCNotification notification) {
        return "notifications/cancelled".equals(notification.method());
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
                    ErrorCodes.PARSE_ERROR,
                    "The message goes beyond what is read: 64 levels of nesting, numbers of 1000 digits.");
        } catch (JsonProcessingException e) {
            throw new Malformed(
                    null,
                    ErrorCodes.PARSE_ERROR,
                    "The message is not valid JSON, or has a field twice: " + place(e) + ".");
        } catch (IOException e) {
            throw new Malformed(null, ErrorCodes.PARSE_ERROR, "The message is not valid UTF-8.");
        }
        throw new Malformed(null, ErrorCodes.PARSE_ERROR, "The message is empty.");
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "it breaks off"
                : "see column " + e.getLocation().getColumnNr();
    }

    private static JSONRPCMessage response(JsonNode json, @Nullable Object id) throws Malformed {
        JsonNode error = json.get("error");
        if (id == null || !json.has("result") && error == null) {
            throw new Malformed(id, ErrorCodes.INVALID_REQUEST, "Neither a request, a notification nor a response.");
        }
        if (error == null) {
            return new JSONRPCResponse(VERSION, id, plain(json.get("result")), null);
        }
        return new JSONRPCResponse(
                VERSION,
                id,
                null,
                new JSONRPCError(
                        error.path("code").asInt(ErrorCodes.INTERNAL_ERROR),
                        error.path("message").asText("")));
    }

    private static @Nullable Object id(JsonNode json) {
        JsonNode id = json.path("id");
        if (id.isTextual()) {
            return id.textValue();
        }
        return id.isIntegralNumber() && id.canConvertToLong() ? (Object) id.longValue() : null;
    }

    private static void checkParams(String method, Object id, @Nullable Object params) throws Malformed {
        Class<?> type = PARAMS.get(method);
        if (type == null) {
            return;
        }
        if (McpSchema.METHOD_TOOLS_CALL.equals(method)
                && params instanceof Map<?, ?> call
                && call.get("arguments") != null
                && !(call.get("arguments") instanceof Map)) {
            throw new Malformed(
                    id, ErrorCodes.INVALID_PARAMS, "`arguments` of tools/call must be an object, like {\"limit\":5}.");
        }
        try {
            if (params != null && MAPPER.convertValue(params, type) != null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new Malformed(
                    id, ErrorCodes.INVALID_PARAMS, "The params of " + method + " are not of the right form.");
        }
        throw new Malformed(id, ErrorCodes.INVALID_PARAMS, method + " needs params.");
    }

    private static Object plain(JsonNode json) {
        return Json.MAPPER.convertValue(json, Object.class);
    }

    /** The SDK puts exception texts into errors; the caller gets what it can use and no more. */
    private static String withoutInternals(Object id, JSONRPCError error) {
        String message = switch (error.code()) {
            case ErrorCodes.INTERNAL_ERROR -> "Internal error.";
            // the SDK has the tool's name in data, and a placeholder in the message
            case ErrorCodes.INVALID_PARAMS -> error.data() instanceof String data ? data : error.message();
            default -> error.message();
        };
        return error(id, error.code(), message);
    }
}
