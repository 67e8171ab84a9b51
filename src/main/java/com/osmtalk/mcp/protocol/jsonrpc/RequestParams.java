package com.osmtalk.mcp.protocol.jsonrpc;

import java.util.Map;
import java.util.Optional;

/** Reads the fields of a request's {@code params}; one of the wrong type is answered with {@code -32602}. */
public final class RequestParams {
    private RequestParams() {}

    /** A string that has to be there. */
    public static String string(Map<String, Object> params, String name) throws ProtocolException {
        if (params.get(name) instanceof String text) {
            return text;
        }
        throw ProtocolException.invalidParams("`" + name + "` must be a string.");
    }

    /** An object that may be missing. */
    public static Optional<Map<String, Object>> object(Map<String, Object> params, String name)
            throws ProtocolException {
        Object value = params.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map<?, ?> map) {
            return Optional.of(cast(map));
        }
        throw notAnObject(name);
    }

    /** An object that has to be there. */
    public static Map<String, Object> requiredObject(Map<String, Object> params, String name) throws ProtocolException {
        return object(params, name).orElseThrow(() -> notAnObject(name));
    }

    private static ProtocolException notAnObject(String name) {
        return ProtocolException.invalidParams("`" + name + "` must be an object.");
    }

    /** A JSON object as what it is: its keys are always strings. */
    @SuppressWarnings("unchecked")
    public static <T> T cast(Map<?, ?> jsonObject) {
        return (T) jsonObject;
    }
}
