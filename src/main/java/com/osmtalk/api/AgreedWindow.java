package com.osmtalk.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a call may be dialled, as it was agreed to: a {@link DialWindow} whose end is a moment.
 *
 * @param until the last moment; absent: no limit
 * @param windowStart as in {@link DialWindow}; absent: at any time of the day
 * @param windowEnd as in {@link DialWindow}
 */
public record AgreedWindow(
        @Nullable Instant until,
        @Nullable String windowStart,
        @Nullable String windowEnd) {}
