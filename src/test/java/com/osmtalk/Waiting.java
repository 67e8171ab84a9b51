package com.osmtalk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for a condition, never for a time. */
public final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Waiting() {}

    /** @throws AssertionError when there is no answer within the limit */
    public static <T> T until(Duration limit, Supplier<Optional<T>> answer) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> value = answer.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    public static void untilTrue(Duration limit, Supplier<Boolean> condition) {
        until(limit, () -> condition.get() ? Optional.of(true) : Optional.empty());
    }
}
