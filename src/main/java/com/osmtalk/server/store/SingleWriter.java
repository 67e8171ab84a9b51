package com.osmtalk.server.store;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the writes of all threads on one of its own, in the order in which they were asked for. SQLite has one writer at a
 * time anyway; threads that took turns at it would each have to be woken when theirs comes, and the file would lie idle
 * meanwhile.
 */
final class SingleWriter implements AutoCloseable {
    /** Null until there has been a write. */
    private volatile @Nullable Thread writing;

    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "osmtalk-writer");
        thread.setDaemon(true);
        writing = thread;
        return thread;
    });

    /** Runs a write, or a part of one that runs already, and returns when it is done, whatever else becomes of the thread. */
    <T> T run(Supplier<T> write) {
        if (Thread.currentThread() == writing) {
            return write.get();
        }
        Future<T> done = writer.submit(write::get);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.get();
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
}
