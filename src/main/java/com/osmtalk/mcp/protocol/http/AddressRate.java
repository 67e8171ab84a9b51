package com.osmtalk.mcp.protocol.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Holds each network address to a number of requests of some kind in a minute. */
public final class AddressRate {
    private static final int MAX_ADDRESSES = 10_000;

    private final int perMinute;

    /** In order of last use, so that the address unused for the longest time is evicted. */
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    public AddressRate(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Counts one more. @return how long the address has to wait before the next; zero when that was not too many */
    public Duration take(String address) {
        Bucket bucket;
        synchronized (buckets) {
            bucket = buckets.computeIfAbsent(
                    address,
                    fresh -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                            .build());
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }
}
