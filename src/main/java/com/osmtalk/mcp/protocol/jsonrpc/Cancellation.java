package com.osmtalk.mcp.protocol.jsonrpc;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells one running request that it should come to an end, for one of two reasons. It is <i>cancelled</i> when the
 * client no longer wants the answer: stop, and send nothing. It is only to <i>stop waiting</i> when the input has
 * ended and the process is about to: the answer is wanted, but now.
 *
 * <p>The SDK ignores {@code notifications/cancelled}: the handler runs on, and its late answer is sent all the same
 * (SDK 2.1.0).
 */
public final class Cancellation {
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** The answer is not wanted any more: stop, and send nothing. */
    public void cancel() {
        // in this order: who is woken must find that its answer is not wanted
        cancelled.complete(null);
        stopWaiting();
    }

    /** The answer is wanted now: stop waiting for anything. */
    void stopWaiting() {
        waiting.countDown();
        stopped.complete(null);
    }

    /** Whether nobody wants the answer any more. */
    public boolean isCancelled() {
        return cancelled.isDone();
    }

    /** Runs something once this is cancelled, immediately if it already is; on the thread that cancels. */
    public void whenCancelled(Runnable action) {
        cancelled.thenRun(action);
    }

    /** Runs something once there is no point in going on, for either reason; immediately if that is so already. */
    public void whenStopped(Runnable action) {
        stopped.thenRun(action);
    }

    /**
     * Waits, as a tool does that polls.
     *
     * @return whether to go on: false, immediately, when the request is cancelled or is to stop waiting
     */
    public boolean pause(Duration time) throws InterruptedException {
        return !waiting.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Waits until an event is complete, in whatever way, but no longer than a time.
     *
     * @return whether to go on, as {@link #pause} does
     */
    public boolean await(CompletableFuture<?> event, Duration time) throws InterruptedException {
        try {
            CompletableFuture.anyOf(event, stopped).get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            // how the event went is for those to see who asked for it
        }
        return !stopped.isDone();
    }
}
