package com.osmtalk.mcp.protocol.jsonrpc;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one client that have not been answered yet: to cancel one by its id, and to know when all are
 * answered. The SDK's stdio transport loses the answer to a request when the input ends right after it (SDK 2.1.0);
 * here the process waits for {@link #awaitAll}.
 */
public final class RunningRequests {
    private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();

    /** To find one by its id. A client that uses an id again means the later one. */
    private final Map<Object, Cancellation> byId = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();

    /** Enters a request; {@link #end} has to follow, however it goes. */
    public Cancellation begin(Object id) {
        Cancellation cancellation = new Cancellation();
        running.add(cancellation);
        byId.put(id, cancellation);
        return cancellation;
    }

    public void end(Object id, Cancellation cancellation) {
        running.remove(cancellation);
        byId.remove(id, cancellation);
        lock.lock();
        try {
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Cancels a request. Nothing happens when none of that id is running: its answer may have crossed the
     * cancellation.
     */
    public void cancel(@Nullable Object id) {
        Cancellation cancellation = id == null ? null : byId.get(id);
        if (cancellation != null) {
            cancellation.cancel();
        }
    }

    /** Whether there are any. */
    public boolean isAny() {
        return !running.isEmpty();
    }

    public void cancelAll() {
        running.forEach(Cancellation::cancel);
    }

    /** Has every request answered with what it has by now. */
    public void stopWaitingAll() {
        running.forEach(Cancellation::stopWaiting);
    }

    /** Waits until everything is answered. False when the time was not enough. */
    public boolean awaitAll(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!running.isEmpty() && left > 0) {
                left = quiet.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        return running.isEmpty();
    }
}
