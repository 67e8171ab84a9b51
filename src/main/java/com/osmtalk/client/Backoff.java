package com.osmtalk.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long and how often a request is tried. Waits grow exponentially, from half a second to four, with full jitter
 * (any length up to the limit), so that many clients of a server that comes back do not all come back at once.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential backoff and
 *     jitter</a>
 * @param deadline for the whole request, waits included
 * @param attempts at most, but for a request the server is still carrying out: that one is asked about until the
 *     deadline
 */
record Backoff(Duration deadline, int attempts) {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    /** When a server asks for a longer wait than this, its error goes to the caller immediately. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(30);

    Backoff {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("The deadline must be longer than nothing.");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("At least one attempt is needed.");
        }
    }

    /**
     * How long to wait after a failed attempt; empty when there is to be no other.
     *
     * @param attempt from 1
     * @param asked what the server asked for; never shortened
     */
    Optional<Duration> waitAfter(
            int attempt, boolean inProgress, @Nullable Duration asked, Duration remaining, double chance) {
        if (attempt >= attempts && !inProgress) {
            return Optional.empty();
        }
        if (asked != null && asked.compareTo(LONGEST_RETRY_AFTER) > 0) {
            return Optional.empty();
        }
        Duration own = jittered(attempt, chance);
        Duration wait = asked != null && asked.compareTo(own) > 0 ? asked : own;
        return wait.compareTo(remaining) < 0 ? Optional.of(wait) : Optional.empty();
    }

    private static Duration jittered(int attempt, double chance) {
        long limit = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempt - 1, 10));
        return Duration.ofMillis((long) (limit * chance));
    }
}
