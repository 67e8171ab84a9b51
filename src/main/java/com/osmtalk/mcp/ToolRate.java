package com.osmtalk.mcp;

import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits the tool calls per minute of each key, as the protocol's specification requires: a model in a loop is slowed
 * down here before it reaches the API. Requests about tasks count as tool calls; resources and completions are started
 * by people, and left to the API's own limit.
 */
final class ToolRate {
    private static final int MAX_KEYS = 10_000;

    private final int perMinute;
    private final TimeMeter time;

    /** In order of last use, so that the key unused for the longest time is evicted. */
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_KEYS;
        }
    };

    ToolRate(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.time = new Ticks(clock);
    }

    /**
     * Counts one more call.
     *
     * @param apiKey null for callers that send no key, who share one limit
     * @throws ToolException when the limit is used up
     */
    void take(@Nullable String apiKey) {
        ConsumptionProbe probe = bucket(apiKey == null ? "" : apiKey).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            throw new ToolException(ToolProblem.of(
                            "rate_limited",
                            "You have used all " + perMinute + " tool calls allowed per minute and API key. Nothing"
                                    + " was done.",
                            "Wait " + seconds + " seconds, then try again.")
                    .with("retry_after_seconds", seconds));
        }
    }

    private Bucket bucket(String key) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    key,
                    fresh -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                            .withCustomTimePrecision(time)
                            .build());
        }
    }

    private record Ticks(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return Duration.ofMillis(clock.millis()).toNanos();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
