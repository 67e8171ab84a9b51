package com.osmtalk.server.call;

import com.osmtalk.api.AgreedWindow;
import com.osmtalk.api.CallingWindow;
import com.osmtalk.api.DialWindow;
import com.osmtalk.server.compliance.CallingHours;
import com.osmtalk.server.validation.FieldErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a call may be dialled, as it is stored with the call: a {@link DialWindow} whose end is a moment, so that it
 * doesn't move with a later attempt.
 *
 * @param until the last moment; absent: no limit
 * @param windowStart as in {@link DialWindow}; absent: at any time of the day
 * @param windowEnd as in {@link DialWindow}
 */
record AgreedTimes(
        @Nullable Instant until,
        @Nullable String windowStart,
        @Nullable String windowEnd) {
    /** The furthest scheduled time and the longest retries together, with a reserve. */
    private static final int MAX_MINUTES = 90 * 24 * 60;

    private static final List<Integer> EVERY_DAY = List.of(0, 1, 2, 3, 4, 5, 6);

    static void check(DialWindow window, FieldErrors errors) {
        if (window.minutes() != null) {
            errors.range("dialWindow.minutes", window.minutes(), 1, MAX_MINUTES);
        }
        CallingHours.check("dialWindow", window.windowStart(), window.windowEnd(), null, errors);
        if ((window.windowStart() == null) != (window.windowEnd() == null)) {
            String missing = window.windowStart() == null ? "windowStart" : "windowEnd";
            errors.add("dialWindow." + missing, "is required where the other end of the window is given");
        }
    }

    /** @param begin when the call is to be dialled first */
    static AgreedTimes of(DialWindow window, Instant begin) {
        return new AgreedTimes(
                window.minutes() == null ? null : begin.plus(Duration.ofMinutes(window.minutes())),
                window.windowStart(),
                window.windowEnd());
    }

    /** As it is told to whoever asks for the call. */
    AgreedWindow window() {
        return new AgreedWindow(until, windowStart, windowEnd);
    }

    /** Whether a moment is after the end. */
    boolean endBefore(Instant moment) {
        return until != null && moment.isAfter(until);
    }

    /** The hours of the day, where there are any. */
    Optional<CallingWindow> hours() {
        return windowStart == null || windowEnd == null
                ? Optional.empty()
                : Optional.of(new CallingWindow(true, windowStart, windowEnd, EVERY_DAY));
    }
}
