package com.osmtalk.mcp.protocol.jsonrpc;

/** Has a request worked on that may take its time, where that keeps no other request waiting. */
@FunctionalInterface
public interface RequestExecutor {
    /**
     * @throws ProtocolException when the server works on as many requests as it can: the client is told to come back
     */
    void run(Runnable work) throws ProtocolException;
}
