package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * When a call may be dialled, as whoever asks for it has agreed to with a person. It holds for the call and for every
 * attempt that follows it, and is looked at each time it is about to be dialled.
 *
 * @param minutes for how long after {@code scheduledAt}, or after the request where that is absent; absent: no limit
 * @param windowStart {@code HH:MM}, by the clock where the number is; absent: at any time of the day
 * @param windowEnd {@code HH:MM}, no longer inside; earlier than the start: on the next day; {@code 24:00} is midnight
 */
public record DialWindow(
        @Nullable Integer minutes,
        @Nullable String windowStart,
        @Nullable String windowEnd) {}
