package com.osmtalk.mcp.protocol;

/** Has work done that may take its time, on a thread that can be spared for it. */
@FunctionalInterface
interface RequestExecutor {
    /** @throws ProtocolException when all are busy */
    void run(Runnable work) throws ProtocolException;
}
