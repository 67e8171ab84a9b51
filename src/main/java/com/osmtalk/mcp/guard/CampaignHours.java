package com.osmtalk.mcp.guard;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hours in which a campaign calls, in one time zone for all its calls. Hours that end before they begin go on
 * past midnight and belong to the day on which they begin.
 *
 * @param end exclusive; midnight is the end of the day
 */
public record CampaignHours(ZoneId zone, LocalTime start, LocalTime end, Set<DayOfWeek> days) {
    /** How far ahead hours are looked at: a year, so that every change to and from summer time is met. */
    private static final int DAYS_AHEAD = 366;

    /** One period without interruption, its end exclusive. */
    record Stretch(Instant start, Instant end) {}

    /** The periods that are not over at a time, in order, for about a year. */
    Stream<Stretch> from(Instant time) {
        LocalDate yesterday = time.atZone(zone).toLocalDate().minusDays(1);
        return yesterday
                .datesUntil(yesterday.plusDays(DAYS_AHEAD))
                .filter(day -> days.contains(day.getDayOfWeek()))
                .map(this::on)
                .filter(stretch -> stretch.end().isAfter(time));
    }

    /** The first moment at or after a time at which it may call. */
    Instant opening(Instant time) {
        return from(time)
                .findFirst()
                .map(stretch -> stretch.start().isAfter(time) ? stretch.start() : time)
                .orElse(time);
    }

    private Stretch on(LocalDate day) {
        LocalDate last = start.isBefore(end) ? day : day.plusDays(1);
        return new Stretch(
                day.atTime(start).atZone(zone).toInstant(),
                last.atTime(end).atZone(zone).toInstant());
    }

    /** {@code 09:00 to 19:00 Asia/Kolkata}. */
    @Override
    public String toString() {
        return start + " to " + (end.equals(LocalTime.MIDNIGHT) ? "24:00" : end) + " " + zone;
    }
}
