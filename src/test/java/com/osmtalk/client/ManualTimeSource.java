package com.osmtalk.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that passes only by sleeping, at once; chance is always one half. */
final class ManualTimeSource implements TimeSource {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    final List<Duration> sleeps = new CopyOnWriteArrayList<>();

    @Override
    public Instant now() {
        return NOW.plus(elapsed());
    }

    @Override
    public Duration elapsed() {
        return sleeps.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
    }

    @Override
    public double chance() {
        return 0.5;
    }
}
