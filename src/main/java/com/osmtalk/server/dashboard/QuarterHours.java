package com.osmtalk.server.dashboard;

import com.osmtalk.api.AgentStats.DayCount;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls counted by quarter of an hour, and folded from there into the days and hours of a place. Every time zone in use is
 * whole quarters away from UTC, also across a change of its clocks, so that no quarter lies in two days or two hours.
 *
 * @param counts by quarters since the epoch
 */
record QuarterHours(Map<Long, Long> counts) {
    static final long LENGTH_MS = Duration.ofMinutes(15).toMillis();
    private static final int HOURS_A_DAY = 24;

    /** Every day from the one {@code from} is in to the one before {@code to} is in, also those without calls. */
    List<DayCount> byDay(ZoneId zone, Instant from, Instant to) {
        TreeMap<LocalDate, Long> days = new TreeMap<>();
        LocalDate last = to.minusMillis(1).atZone(zone).toLocalDate();
        from.atZone(zone).toLocalDate().datesUntil(last.plusDays(1)).forEach(day -> days.put(day, 0L));
        counts.forEach((quarter, count) -> days.merge(start(quarter, zone).toLocalDate(), count, Long::sum));
        return days.entrySet().stream()
                .map(day -> new DayCount(day.getKey(), day.getValue()))
                .toList();
    }

    /** The 24 hours of a day as its clocks show them: an hour that clocks go through twice counts both times. */
    List<Long> byHour(ZoneId zone) {
        Long[] hours = new Long[HOURS_A_DAY];
        Arrays.fill(hours, 0L);
        counts.forEach((quarter, count) -> hours[start(quarter, zone).getHour()] += count);
        return List.of(hours);
    }

    private static ZonedDateTime start(long quarter, ZoneId zone) {
        return Instant.ofEpochMilli(quarter * LENGTH_MS).atZone(zone);
    }
}
