package com.osmtalk.mcp.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a call is dialled.
 *
 * @param first absent: at once
 * @param attempts how often at most, the first time included
 * @param pause between them
 */
public record DialTimes(@Nullable Instant first, int attempts, Duration pause) {
    /** At once, and not again. */
    public static final DialTimes ONCE_NOW = new DialTimes(null, 1, Duration.ZERO);

    /** More than the ten minutes by which a server is late at most. */
    private static final Duration MARGIN = Duration.ofMinutes(15);

    Instant begin(Instant now) {
        return first == null ? now : first;
    }

    /** When the phone may ring for the last time. */
    Instant last(Instant now) {
        return begin(now).plus(pause.multipliedBy(attempts - 1L));
    }

    /** Whether it is dialled by a server on its own, later than it is asked for. */
    public boolean isLater() {
        return first != null || attempts > 1;
    }

    /**
     * For how long after its first time the consent to a call holds: each attempt may ring a while, be late, and so
     * begin the pause before the next one later.
     */
    Duration consented() {
        return pause.multipliedBy(attempts - 1L).plus(MARGIN.multipliedBy(attempts));
    }

    /** The times at which a phone may ring. */
    Stream<Instant> all(Instant now) {
        return IntStream.range(0, attempts).mapToObj(i -> begin(now).plus(pause.multipliedBy(i)));
    }
}
