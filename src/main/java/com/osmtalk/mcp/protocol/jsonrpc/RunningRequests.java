package com.osmtalk.mcp.protocol.jsonrpc;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The requests of one session that have not been answered yet. */
public final class RunningRequests {
    private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();

    /** To find one by its id. A client that uses an id again means the later one. */
    private final Map<Object, Cancellation> byId = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();

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

    /** Nothing happens when no such request is running. */
    public void cancel(@Nullable Object id) {
        Cancellation cancellation = id == null ? null : byId.get(id);
        if (cancellation != null) {
            cancellation.cancel();
        }
    }

    public void cancelAll() {
        running.forEach(Cancellation::cancel);
    }

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
