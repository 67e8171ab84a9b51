package com.osmtalk.mcp.protocol;

/** Gives work that may take its time to a thread that has it. */
@FunctionalInterface
interface Runner {
    /** @throws ProtocolException when all are busy */
    void run(Runnable work) throws ProtocolException;
}
