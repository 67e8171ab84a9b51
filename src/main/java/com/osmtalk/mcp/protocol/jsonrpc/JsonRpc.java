package com.osmtalk.mcp.protocol.jsonrpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON-RPC 2.0, strictly: a message is checked for its form before anything works on it, and one
 * that fails is answered with an error that names what is wrong. That is ours because the SDK's stdio transport ends
 * the whole server, without a word and with exit code 0, at the first line it cannot read, and because its HTTP
 * transports answer with a serialised exception, stack trace included (SDK 2.1.0).
 *
 * @see <a href="https://www.jsonrpc.org/specification">JSON-RPC 2.0</a>
 */
public final class JsonRpc {
    public static final String VERSION = "2.0";

    /** The largest message anybody may send us, in bytes. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    /**
     * The answers to a batch are kept until the last of them is there: without a limit, a few bytes for each message
     * could ask for more than there is memory.
     */
    private static final int MAX_BATCH = 100;

    private JsonRpc() {}

    /**
     * Reads one message, or a batch.
     *
     * @throws MalformedMessageException when it is no JSON, or no JSON-RPC. In a batch, each element fails for itself
     */
    public static Message read(byte[] utf8) throws MalformedMessageException {
        Object json = parse(utf8);
        return json instanceof List<?> batch ? batch(batch) : message(json);
    }

    private static Message batch(List<?> json) throws MalformedMessageException {
        if (json.isEmpty() || json.size() > MAX_BATCH) {
            throw new MalformedMessageException(
                    null, ProtocolException.INVALID_REQUEST, "A batch must have 1 to " + MAX_BATCH + " messages.");
        }
        List<Message> messages = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Object each : json) {
            try {
                messages.add(ofBatch(message(each)));
            } catch (MalformedMessageException e) {
                faults.add(e.answer());
            }
        }
        return new Message.Batch(messages, faults);
    }

    /**
     * Refuses what decides which revision is spoken: {@code initialize} must not be part of a batch (2025-03-26,
     * lifecycle), and a request that brings its revision along is of one without batches.
     */
    private static Message ofBatch(Message message) throws MalformedMessageException {
        if (message instanceof Message.Request request
                && (request.method().equals("initialize") || ProtocolVersions.isStateless(request))) {
            throw new MalformedMessageException(
                    request.id(), ProtocolException.INVALID_REQUEST, "Send this request by itself, not in a batch.");
        }
        return message;
    }

    private static Message message(@Nullable Object json) throws MalformedMessageException {
        if (!(json instanceof Map<?, ?> object)) {
            throw new MalformedMessageException(
                    null, ProtocolException.INVALID_REQUEST, "A JSON-RPC message is a JSON object.");
        }
        Object id = id(object);
        if (!VERSION.equals(object.get("jsonrpc"))) {
            throw new MalformedMessageException(id, ProtocolException.INVALID_REQUEST, "`jsonrpc` must be \"2.0\".");
        }
        if (!object.containsKey("method")) {
            return response(object, id);
        }
        if (!(object.get("method") instanceof String method)) {
            throw new MalformedMessageException(id, ProtocolException.INVALID_REQUEST, "`method` must be a string.");
        }
        Object given = object.get("params");
        if (given != null && !(given instanceof Map)) {
            throw new MalformedMessageException(id, ProtocolException.INVALID_PARAMS, "`params` must be an object.");
        }
        Map<String, Object> params = given == null ? Map.of() : RequestParams.cast((Map<?, ?>) given);
        if (!object.containsKey("id")) {
            return new Message.Notification(method, params);
        }
        if (id == null) {
            throw new MalformedMessageException(
                    null, ProtocolException.INVALID_REQUEST, "`id` must be a string or an integer.");
        }
        return new Message.Request(id, method, params);
    }

    /** The JSON value in a text; the text itself when it is none. */
    public static @Nullable Object value(String text) {
        try {
            return WireJson.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException noJson) {
            return text;
        }
    }

    /** An answer, as one line of JSON. */
    public static String result(Object id, Object result) {
        Map<String, Object> message = envelope();
        message.put("id", id);
        message.put("result", result);
        return WireJson.write(message);
    }

    /** An error to answer with, as one line of JSON. */
    public static String error(@Nullable Object id, JsonRpcError error) {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("code", error.code());
        inner.put("message", error.message());
        if (error.data() != null) {
            inner.put("data", error.data());
        }
        Map<String, Object> message = envelope();
        message.put("id", id);
        message.put("error", inner);
        return WireJson.write(message);
    }

    /** Something the other side need not answer, as one line of JSON. */
    public static String notification(String method, Map<String, Object> params) {
        Map<String, Object> message = envelope();
        message.put("method", method);
        message.put("params", params);
        return WireJson.write(message);
    }

    private static Map<String, Object> envelope() {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", VERSION);
        return message;
    }

    private static @Nullable Object parse(byte[] utf8) throws MalformedMessageException {
        try {
            return WireJson.read(utf8);
        } catch (StreamConstraintsException e) {
            throw new MalformedMessageException(
                    null,
                    ProtocolException.PARSE_ERROR,
                    "The message is not read: it has more than 64 levels of nesting, or a number of more than"
                            + " 1,000 digits.");
        } catch (JsonProcessingException e) {
            throw new MalformedMessageException(
                    null,
                    ProtocolException.PARSE_ERROR,
                    "The message is not valid JSON, or has a field twice: " + place(e) + ".");
        } catch (IOException e) {
            throw new MalformedMessageException(null, ProtocolException.PARSE_ERROR, "The message is not valid UTF-8.");
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "it ends too early"
                : "see column " + e.getLocation().getColumnNr();
    }

    private static Message.Response response(Map<?, ?> json, @Nullable Object id) throws MalformedMessageException {
        Object error = json.get("error");
        if (id == null || !json.containsKey("result") && error == null) {
            throw new MalformedMessageException(
                    id, ProtocolException.INVALID_REQUEST, "Neither a request, a notification nor a response.");
        }
        if (error == null) {
            return new Message.Response(id, json.get("result"), null);
        }
        Map<?, ?> told = error instanceof Map<?, ?> object ? object : Map.of();
        return new Message.Response(
                id,
                null,
                new JsonRpcError(
                        told.get("code") instanceof Integer code ? code : ProtocolException.INVALID_REQUEST,
                        told.get("message") instanceof String message ? message : "",
                        null));
    }

    private static @Nullable Object id(Map<?, ?> json) {
        return Message.id(json.get("id"));
    }
}
