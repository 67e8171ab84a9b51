package com.osmtalk.mcp.tool.calls;

import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which moments words like "in 20 minutes" stood for when they were first said. While a person reads the preview, time
 * passes; they agree to the time that it shows, so the same request goes on meaning that.
 */
final class WordedTimes {
    private static final Duration KEPT = Duration.ofMinutes(12);
    private static final int MOST = 1_000;

    private final Clock clock;
    private final Map<String, Meant> meant = new HashMap<>();

    private record Meant(CallTime time, Instant said) {}

    WordedTimes(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a request meant when it was first made, if that is a short while ago and the time not over.
     *
     * @param agreed whether a person is said to have agreed to it, so that it must have been made before
     * @throws ToolException when words that they agreed to would mean another moment now
     */
    synchronized CallTime meant(String request, boolean agreed, Supplier<CallTime> now) {
        Instant instant = clock.instant();
        meant.values()
                .removeIf(each -> !each.said().plus(KEPT).isAfter(instant)
                        || !each.time().at().isAfter(instant));
        Meant before = meant.get(request);
        if (before != null) {
            return before.time();
        }
        CallTime time = now.get();
        if (time.isRelative() && agreed) {
            throw new ToolException(new ToolProblem(
                    "confirmation_invalid",
                    "The time of the preview is over, or known no more: such words count from when they are said;"
                            + " nothing was dialled.",
                    "at",
                    "Call again without confirmation_token for a new preview, and give `at` as an RFC 3339 time, like "
                            + time.at().truncatedTo(ChronoUnit.MINUTES) + ", if the person takes long to answer.",
                    Map.of()));
        }
        if (time.isRelative() && meant.size() < MOST) {
            meant.put(request, new Meant(time, instant));
        }
        return time;
    }

    /** The call is placed: the same words mean another time from now on. */
    synchronized void forget(String request) {
        meant.remove(request);
    }
}
