package com.osmtalk.mcp.protocol;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells one running request that it should come to an end: because its caller no longer wants the answer, or because
 * the caller is leaving and wants it now.
 */
public final class Cancellation {
    private final CountDownLatch stopWaiting = new CountDownLatch(1);
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    /** The answer is not wanted any more: stop, and send nothing. */
    void cancel() {
        stopWaiting.countDown();
        synchronized (this) {
            cancelled.complete(null);
        }
    }

    /** The answer is wanted now: stop waiting for anything. */
    void hurry() {
        stopWaiting.countDown();
    }

    /** Says something to the caller, unless it has cancelled: once {@link #cancel} has returned, nothing is said. */
    public synchronized void unlessCancelled(Runnable says) {
        if (!cancelled.isDone()) {
            says.run();
        }
    }

    /** Runs something once this is cancelled, at once if it is already. */
    public void whenCancelled(Runnable action) {
        cancelled.thenRun(action);
    }

    /** Waits; false at once when there is no point in waiting. */
    public boolean pause(Duration time) throws InterruptedException {
        return !stopWaiting.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
