package com.osmtalk.api;

import java.util.List;

/**
 * The hours in which people may be called, by the clock of the place where they are.
 *
 * @param enabled false: at any time
 * @param windowStart {@code HH:MM}
 * @param windowEnd {@code HH:MM}, no longer inside; earlier than the start: on the next day; {@code 24:00} is midnight
 * @param weekdays on which the window begins, 0 is Sunday
 */
public record CallingWindow(boolean enabled, String windowStart, String windowEnd, List<Integer> weekdays) {}
