package com.osmtalk.mcp.protocol.jsonrpc;

import org.jspecify.annotations.Nullable;

/**
 * Where the messages that belong to one request go. Over stdio that is the connection itself, over HTTP the answer to
 * that request: which is why a request is handed its own.
 */
public interface Responder {
    /**
     * Sends a message that comes before the answer: progress, a log entry, a question. Lost when the client has left.
     */
    void send(String json);

    /**
     * Ends it, with the answer or without; what is sent after that is lost.
     *
     * @param status the HTTP status, for a transport that has one and has not sent it yet
     * @param json the answer; null when the client left, or cancelled: a cancelled request is not to be answered
     *     (cancellation, behavior requirements)
     */
    void end(int status, @Nullable String json);
}
