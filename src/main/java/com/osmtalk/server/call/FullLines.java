package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.store.Database;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The numbers whose last caller found all lines in use. Whoever calls one of them before a call has ended finds the
 * same, and is told so without the database, where a burst of callers would wait behind each other for the writer.
 *
 * <p>Only calls that end on this server are seen here. With several servers a line may become free on another one, so
 * nothing is remembered for longer than a second.
 */
final class FullLines implements CallObserver {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final Database database;
    private final LongSupplier nanoTime;
    private final Map<PhoneNumber, Long> since = new ConcurrentHashMap<>();

    FullLines(Database database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
    }

    /** A caller of this number has just found no free line. */
    void note(PhoneNumber number) {
        since.put(number, nanoTime.getAsLong());
    }

    /** Whether another caller would find none either; waits for nothing. */
    boolean includes(PhoneNumber number) {
        Long noted = since.get(number);
        return noted != null && nanoTime.getAsLong() - noted < REMEMBERED.toNanos();
    }

    /** A line is free, of whichever organisation; the cap of the platform counts all of them. */
    @Override
    public void ended(String organizationId, Call call) {
        database.afterCommit(since::clear);
    }
}
