package com.osmtalk.mcp.protocol;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The requests of one session that have not been answered yet, by id. */
final class InFlight {
    private final Map<Object, Cancellation> running = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();

    /** Empty when a request with this id is running already. */
    Optional<Cancellation> begin(Object id) {
        Cancellation cancellation = new Cancellation();
        return running.putIfAbsent(id, cancellation) == null ? Optional.of(cancellation) : Optional.empty();
    }

    void end(Object id) {
        running.remove(id);
        lock.lock();
        try {
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing happens when no such request is running. */
    void cancel(@Nullable Object id) {
        Cancellation cancellation = id == null ? null : running.get(id);
        if (cancellation != null) {
            cancellation.cancel();
        }
    }

    void cancelAll() {
        running.values().forEach(Cancellation::cancel);
    }

    void hurryAll() {
        running.values().forEach(Cancellation::hurry);
    }

    boolean isEmpty() {
        return running.isEmpty();
    }

    /** Waits until everything is answered. False when the time was not enough. */
    boolean awaitQuiet(Duration limit) throws InterruptedException {
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
