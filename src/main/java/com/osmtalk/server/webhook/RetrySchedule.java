package com.osmtalk.server.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a failed request is retried: five times, after longer and longer pauses, 14 hours and 36 minutes in all.
 */
final class RetrySchedule {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(12));

    private RetrySchedule() {}

    /** The pause after so many failures; empty when that was the last. */
    static Optional<Duration> pauseAfter(int failures) {
        return failures > PAUSES.size() ? Optional.empty() : Optional.of(PAUSES.get(failures - 1));
    }
}
