package com.osmtalk.mcp.protocol;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Threads for requests that may take their time: each has one of its own, so that one that waits keeps nobody waiting. */
final class Workers implements AutoCloseable {
    private final ThreadPoolExecutor threads;

    /** @param atOnce how many requests may be worked on at the same time; more are told to come back */
    Workers(int atOnce) {
        AtomicLong number = new AtomicLong();
        threads = new ThreadPoolExecutor(0, atOnce, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), runnable -> {
            Thread thread = new Thread(runnable, "osmtalk-mcp-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws ProtocolException when all are busy */
    void run(Runnable work) throws ProtocolException {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            throw new ProtocolException(
                    ProtocolException.BUSY,
                    "This server is working on as many requests as it can. Try again in a few seconds.");
        }
    }

    /** Interrupts what runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
