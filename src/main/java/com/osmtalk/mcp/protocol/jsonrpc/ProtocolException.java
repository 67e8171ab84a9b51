package com.osmtalk.mcp.protocol.jsonrpc;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers a request with a JSON-RPC error. Every word of it goes to the client. */
public final class ProtocolException extends Exception {
    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL_ERROR = -32603;
    public static final int BUSY = -32000;
    public static final int RESOURCE_NOT_FOUND = -32002;
    public static final int HEADER_MISMATCH = -32020;
    public static final int MISSING_CAPABILITY = -32021;
    public static final int UNSUPPORTED_VERSION = -32022;

    /** Of our own, outside of what JSON-RPC and MCP keep for themselves. */
    public static final int UNABLE = -31000;

    private final transient JsonRpcError error;
    private final int status;

    public ProtocolException(int code, String message, @Nullable Object data, int status) {
        super(message, null, false, false);
        this.error = new JsonRpcError(code, message, data);
        this.status = status;
    }

    public ProtocolException(int code, String message, @Nullable Object data) {
        this(code, message, data, statusOf(code));
    }

    public ProtocolException(int code, String message) {
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

    public static ProtocolException unknownMethod(String method) {
        return new ProtocolException(METHOD_NOT_FOUND, "Method not found: " + method);
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
    public static ProtocolException internal() {
        return new ProtocolException(INTERNAL_ERROR, "Internal error.");
    }

    public JsonRpcError error() {
        return error;
    }

    /** The HTTP status of an answer with this error, where the transport distinguishes. */
    public int status() {
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
