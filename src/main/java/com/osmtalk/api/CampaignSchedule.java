package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hours in which a campaign makes calls; in an answer every field is there.
 *
 * @param timezone of the hours, {@code Asia/Kolkata} unless said
 * @param windowStart {@code HH:MM}
 * @param windowEnd {@code HH:MM}, no longer inside; earlier than the start: on the next day; {@code 24:00} is midnight
 * @param weekdays on which the window begins, 0 is Sunday
 */
public record CampaignSchedule(
        @Nullable String timezone,
        @Nullable String windowStart,
        @Nullable String windowEnd,
        @Nullable List<Integer> weekdays) {
    public static final CampaignSchedule DEFAULT =
            new CampaignSchedule("Asia/Kolkata", "09:00", "19:00", List.of(0, 1, 2, 3, 4, 5, 6));
}
