package com.osmtalk.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Clock, sleep and random numbers as retries need them; a test brings its own, so that it neither waits nor guesses.
 */
interface TimeSource {
    /** The wall clock, for HTTP dates. */
    Instant now();

    /** Time since some fixed moment; never goes back, unlike the wall clock. */
    Duration elapsed();

    void sleep(Duration duration) throws InterruptedException;

    /** From 0 inclusive to 1 exclusive. */
    double chance();

    TimeSource SYSTEM = new TimeSource() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public Duration elapsed() {
            return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
        }

        @Override
        public double chance() {
            return ThreadLocalRandom.current().nextDouble();
        }
    };
}
