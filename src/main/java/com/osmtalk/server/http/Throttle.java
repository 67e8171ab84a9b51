package com.osmtalk.server.http;

import com.osmtalk.server.problem.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds each of many callers to one {@link Rate}, by a token bucket for each (bucket4j). Memory is bounded: beyond ten
 * thousand callers, buckets that are full again are dropped first, since a new one would be the same.
 */
public final class Throttle {
    private static final int MAX_CALLERS = 10_000;
    private static final int LOOKED_AT_WHEN_FULL = 64;

    private final Rate rate;
    private final TimeMeter time;

    /** The least recently seen first. */
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    public Throttle(Rate rate) {
        this(rate, TimeMeter.SYSTEM_NANOTIME);
    }

    Throttle(Rate rate, TimeMeter time) {
        this.rate = rate;
        this.time = time;
    }

    /**
     * Counts one more for a caller.
     *
     * @throws Problem LIMIT_REACHED {@code rate_limited} with the time to wait, when that is one too many
     */
    public void take(String caller) {
        ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
            throw Problem.limitReached(
                    "rate_limited",
                    "Too many requests: " + rate.perMinute() + " a minute are allowed. Try again in "
                            + (wait.toSeconds() + 1) + " s.",
                    wait);
        }
    }

    int callers() {
        synchronized (buckets) {
            return buckets.size();
        }
    }

    private Bucket bucket(String caller) {
        synchronized (buckets) {
            Bucket known = buckets.get(caller);
            if (known != null) {
                return known;
            }
            if (buckets.size() >= MAX_CALLERS) {
                makeRoom();
            }
            Bucket fresh = Bucket.builder()
                    .addLimit(
                            limit -> limit.capacity(rate.burst()).refillGreedy(rate.perMinute(), Duration.ofMinutes(1)))
                    .withCustomTimePrecision(time)
                    .build();
            buckets.put(caller, fresh);
            return fresh;
        }
    }

    /** Drops buckets that are full again, since a new one would be the same; if none is, the least recently used. */
    private void makeRoom() {
        Iterator<Bucket> oldest = buckets.values().iterator();
        boolean removed = false;
        for (int i = 0; i < LOOKED_AT_WHEN_FULL && oldest.hasNext(); i++) {
            if (oldest.next().getAvailableTokens() >= rate.burst()) {
                oldest.remove();
                removed = true;
            }
        }
        if (!removed) {
            Iterator<Bucket> eldest = buckets.values().iterator();
            eldest.next();
            eldest.remove();
        }
    }
}
