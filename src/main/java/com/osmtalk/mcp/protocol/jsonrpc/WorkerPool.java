package com.osmtalk.mcp.protocol.jsonrpc;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that work on requests, and the limit of how many do so at the same time, over all clients; beyond it
 * clients are told to come back. A tool may wait for a phone to be answered: each has a thread, so that one that
 * waits keeps nobody waiting.
 */
public final class WorkerPool implements RequestExecutor, AutoCloseable {
    private final Semaphore free;
    private final ExecutorService threads;

    /** @param limit how many requests may be worked on at the same time; more are told to come back */
    public WorkerPool(int limit) {
        free = new Semaphore(limit);
        AtomicLong number = new AtomicLong();
        threads = Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable, "osmtalk-mcp-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void run(Runnable work) throws ProtocolException {
        take();
        try {
            threads.execute(() -> finish(work));
        } catch (RejectedExecutionException closed) {
            free.release();
            throw busy();
        }
    }

    /**
     * Has the calling thread do the work, as one of those that count.
     *
     * @throws ProtocolException when as many as may are at work
     */
    public void runHere(Runnable work) throws ProtocolException {
        take();
        finish(work);
    }

    /**
     * Runs a task that is no work on a request, and so does not count.
     *
     * @throws RejectedExecutionException once this is closed
     */
    public void execute(Runnable task) {
        threads.execute(task);
    }

    private void take() throws ProtocolException {
        if (!free.tryAcquire()) {
            throw busy();
        }
    }

    private void finish(Runnable work) {
        try {
            work.run();
        } finally {
            free.release();
        }
    }

    private static ProtocolException busy() {
        return new ProtocolException(
                ProtocolException.BUSY,
                "This server is working on as many requests as it can. Try again in a few seconds.");
    }

    /** Interrupts what runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
