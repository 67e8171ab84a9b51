package com.osmtalk.server.store;

import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs all writes to SQLite on one thread: urgent ones first, and otherwise in the order in which they were asked for.
 *
 * <p>SQLite has one writer at a time. Threads that find it locked poll, with growing pauses up to a tenth of a second,
 * during which the file lies idle; in a queue each write begins when the one before has ended. Urgent is what happens
 * on live calls: when many calls ended at once, the lines of others were stored seconds late.
 */
final class SingleWriter implements AutoCloseable {
    /** Null until there has been a write. */
    private volatile @Nullable Thread writing;

    private final AtomicLong asked = new AtomicLong();
    private final ThreadPoolExecutor writer =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), work -> {
                Thread thread = new Thread(work, "osmtalk-writer");
                thread.setDaemon(true);
                writing = thread;
                return thread;
            });

    /**
     * Runs a write, or a part of one that runs already, and returns when it is done, even if the thread is interrupted
     * meanwhile.
     *
     * @param urgent before all waiting writes that are not urgent
     */
    <T> T run(boolean urgent, Supplier<T> write) {
        if (Thread.currentThread() == writing) {
            return write.get();
        }
        Turn<T> turn = new Turn<>(urgent, asked.getAndIncrement(), write);
        writer.execute(turn);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return turn.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw failure(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** How many writes were asked for so far. */
    long asked() {
        return asked.get();
    }

    /** How many writes wait. */
    int waiting() {
        return writer.getQueue().size();
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        // suppliers throw nothing else
        return (RuntimeException) cause;
    }

    @Override
    public void close() {
        writer.shutdown();
    }

    private static final class Turn<T> extends FutureTask<T> implements Comparable<Turn<?>> {
        private static final Comparator<Turn<?>> ORDER =
                Comparator.<Turn<?>>comparingInt(turn -> turn.urgent ? 0 : 1).thenComparingLong(turn -> turn.number);

        private final boolean urgent;
        private final long number;

        Turn(boolean urgent, long number, Supplier<T> write) {
            super(write::get);
            this.urgent = urgent;
            this.number = number;
        }

        @Override
        public int compareTo(Turn<?> other) {
            return ORDER.compare(this, other);
        }
    }
}
