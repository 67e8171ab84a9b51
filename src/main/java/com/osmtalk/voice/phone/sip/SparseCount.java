package com.osmtalk.voice.phone.sip;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what may come by the thousand, and says once a minute at most that it is time for a line in the log. */
final class SparseCount {
    private static final long PAUSE_NANOS = 60_000_000_000L;

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong nextReport = new AtomicLong(System.nanoTime());

    /** @return how many there were, when that is to be told */
    OptionalLong count() {
        long counted = count.incrementAndGet();
        long due = nextReport.get();
        long now = System.nanoTime();
        return now - due >= 0 && nextReport.compareAndSet(due, now + PAUSE_NANOS)
                ? OptionalLong.of(counted)
                : OptionalLong.empty();
    }

    long total() {
        return count.get();
    }
}
