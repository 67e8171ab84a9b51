package com.osmtalk.server.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when API keys and connected assistants were last used: at most once a minute for each, and on a thread of its
 * own, so that no request waits for a write.
 */
public final class LastUsedWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LastUsedWriter.class);
    private static final Duration RESOLUTION = Duration.ofMinutes(1);
    private static final int MAX_WAITING = 1000;
    private static final int MAX_REMEMBERED = 10_000;

    private final Marks store;
    private final Clock clock;
    private final Map<String, Long> marked = new ConcurrentHashMap<>();

    /** When the queue is full, or the server is stopping, a use is not noted; the next one will be. */
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            work -> {
                Thread thread = new Thread(work, "osmtalk-key-use");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    /** Where the times are stored. */
    @FunctionalInterface
    public interface Marks {
        /** Moves the time of last use forward, unless it is newer than {@code unlessSince}. */
        void markUsed(String id, long now, long unlessSince);
    }

    public LastUsedWriter(Marks store, Clock clock) {
        this.store = store;
        this.clock = clock;
        writer.allowCoreThreadTimeOut(true);
    }

    public void mark(String keyId) {
        long now = clock.millis();
        Long before = marked.get(keyId);
        if (before != null && now - before < RESOLUTION.toMillis()) {
            return;
        }
        if (marked.size() >= MAX_REMEMBERED) {
            marked.clear();
        }
        marked.put(keyId, now);
        writer.execute(() -> write(keyId, now));
    }

    private void write(String keyId, long now) {
        try {
            store.markUsed(keyId, now, now - RESOLUTION.toMillis());
        } catch (RuntimeException e) {
            log.warn("could not store when {} was last used: {}", keyId, e.getMessage());
        }
    }

    /** Writes what is waiting, for a few seconds at most. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
