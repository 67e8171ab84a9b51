package com.osmtalk.mcp.protocol.jsonrpc;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells one running request that it should come to an end: because its requester no longer wants the answer, or because
 * the requester is leaving and wants it now.
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

    public boolean isCancelled() {
        return cancelled.isDone();
    }

    /** Runs something once this is cancelled, at once if it is already. */
    public void whenCancelled(Runnable action) {
        cancelled.thenRun(action);
    }

    /** Runs something once there is no point in going on, for either reason; at once if so already. */
    public void whenStopped(Runnable action) {
        stopped.thenRun(action);
    }

    /** Waits; false at once when there is no point in waiting. */
    public boolean pause(Duration time) throws InterruptedException {
        return !waiting.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for something, but no longer than a time; false at once when there is no point in waiting. */
    public boolean await(CompletableFuture<?> event, Duration time) throws InterruptedException {
        try {
            CompletableFuture.anyOf(event, stopped).get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            // how the event went is for those to see who asked for it
        }
        return !stopped.isDone();
    }
}
