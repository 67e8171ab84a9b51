package com.osmtalk.mcp.protocol.jsonrpc;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request with a JSON-RPC error. Its message is the only text of an exception that goes to a client; of any
 * other exception the client is told {@link #internal} and no more, where the SDK would send the exception's own
 * message.
 */
public final class ProtocolException extends Exception {
    // JSON-RPC 2.0, section 5.1
    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL_ERROR = -32603;
    /** Of the range that JSON-RPC leaves to implementations: come again later. */
    public static final int BUSY = -32000;
    /** MCP 2024-11-05 to 2025-11-25, resources, error handling. Since 2026-07-28 it is {@link #INVALID_PARAMS}. */
    public static final int RESOURCE_NOT_FOUND = -32002;
    /** MCP 2026-07-28: the headers that repeat the body differ from it, or one is missing. */
    public static final int HEADER_MISMATCH = -32020;
    /** MCP 2026-07-28: the client has not declared what the request needs of it. */
    public static final int MISSING_CAPABILITY = -32021;
    /** MCP 2026-07-28: the request is of a revision that the server does not speak. */
    public static final int UNSUPPORTED_VERSION = -32022;

    /** One of our own, outside the range that JSON-RPC reserves (-32768 to -32000). */
    public static final int UNABLE = -31000;

    private final transient JsonRpcError error;
    private final int status;

    /**
     * @param data more about it, for programs; null when there is nothing
     * @param status the HTTP status that goes with it, in the revision that has one for each error
     */
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

    /** The request is understood, but something it says is wrong; the message names it. */
    public static ProtocolException invalidParams(String message) {
        return new ProtocolException(INVALID_PARAMS, message);
    }

    /**
     * There is nothing of that name.
     *
     * @param what {@code resource}, {@code task}, {@code tool} …
     */
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

    /**
     * The client has to declare more for this.
     *
     * @param required the capabilities it lacks, in the form in which it would declare them
     */
    public static ProtocolException missingCapability(String message, Map<String, Object> required) {
        return new ProtocolException(MISSING_CAPABILITY, message, Map.of("requiredCapabilities", required));
    }

    /** This server is at fault. The client is told no more: the log has what there is to know. */
    public static ProtocolException internal() {
        return new ProtocolException(INTERNAL_ERROR, "Internal error.");
    }

    public JsonRpcError error() {
        return error;
    }

    /**
     * The HTTP status of an answer with this error. Only 2026-07-28 uses it; in the revisions with sessions an error
     * is an answer like any other, and comes with 200.
     */
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
