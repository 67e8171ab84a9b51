package com.osmtalk.mcp.protocol.jsonrpc;

/** Has work done that may take its time, on a thread that can be spared for it. */
@FunctionalInterface
public interface RequestExecutor {
    /** @throws ProtocolException when all are busy */
    void run(Runnable work) throws ProtocolException;
}
