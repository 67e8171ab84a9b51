package com.osmtalk.mcp.protocol.jsonrpc;

import org.jspecify.annotations.Nullable;

/** A message that cannot be worked on, and what to answer. */
public final class MalformedMessageException extends Exception {
    private final transient @Nullable Object id;
    private final int code;

    /** @param id of the message; null when it could not be read, which JSON-RPC 2.0 section 5 wants answered as null */
    public MalformedMessageException(@Nullable Object id, int code, String message) {
        super(message, null, false, false);
        this.id = id;
        this.code = code;
    }

    /** The error to answer with, as one line of JSON. */
    public String answer() {
        return JsonRpc.error(id, new JsonRpcError(code, getMessage(), null));
    }
}
