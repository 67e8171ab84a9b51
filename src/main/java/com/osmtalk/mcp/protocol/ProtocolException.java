package com.osmtalk.mcp.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers a request with a JSON-RPC error. Every word of it goes to the client. */
public final class ProtocolException extends Exception {
    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL_ERROR = -32603;
    static final int BUSY = -32000;
    static final int RESOURCE_NOT_FOUND = -32002;
    static final int HEADER_MISMATCH = -32020;
    static final int MISSING_CAPABILITY = -32021;
    static final int UNSUPPORTED_VERSION = -32022;

    /** Of our own, outside of what JSON-RPC and MCP keep for themselves. */
    static final int UNABLE = -31000;

    private final transient Message.Error error;
    private final int status;

    ProtocolException(int code, String message, @Nullable Object data, int status) {
        super(message, null, false, false);
        this.error = new Message.Error(code, message, data);
        this.status = status;
    }

    ProtocolException(int code, String message, @Nullable Object data) {
        this(code, message, data, statusOf(code));
    }

    ProtocolException(int code, String message) {
        this(code, message, null);
    }

    /** The request is understood, but what it asks about is not right. */
    public static ProtocolException invalidParams(String message) {
        return new ProtocolException(INVALID_PARAMS, message);
    }

    /** There is no such resource, task or tool as `what` says. */
    public static ProtocolException noSuch(String what, String name) {
        return new ProtocolException(INVALID_PARAMS, "There is no " + what + " " + name + ".");
    }

    /** The request is right, but it could not be done; the message says why, and what to do. */
    public static ProtocolException unable(String message) {
        return new ProtocolException(UNABLE, message);
    }

    /** The client has to be able to do more for this. */
    public static ProtocolException missingCapability(String message, Map<String, Object> required) {
        return new ProtocolException(MISSING_CAPABILITY, message, Map.of("requiredCapabilities", required));
    }

    /** What this server did is at fault; the log has more. */
    static ProtocolException internal() {
        return new ProtocolException(INTERNAL_ERROR, "Internal error.");
    }

    Message.Error error() {
        return error;
    }

    /** The HTTP status of an answer with this error, where the transport distinguishes. */
    int status() {
        return status;
    }

    private static int statusOf(int code) {
        return switch (code) {
            case METHOD_NOT_FOUND -> 404;
            case HEADER_MISMATCH, MISSING_CAPABILITY, UNSUPPORTED_VERSION, INVALID_REQUEST, PARSE_ERROR -> 400;
            case BUSY -> 503;
            default -> 200;
        };
    }
}
