package com.osmtalk.mcp.protocol.jsonrpc;

import org.jspecify.annotations.Nullable;

/** Where the messages that belong to one request go. */
public interface Responder {
    void send(String json);

    /**
     * The last of them.
     *
     * @param status for HTTP
     * @param json nothing when the client left, or wants no answer
     */
    void end(int status, @Nullable String json);
}
