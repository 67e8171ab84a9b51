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
 * When calls were made, by the days and the hours of a place. Calls are counted by quarter of an hour and folded from
 * there: every time zone in use is whole quarters away from UTC, also across a change of its clocks, so that no quarter
 * lies in two days or two hours.
 *
 * @param byHour the 24 hours of a day as its clocks show them: an hour that clocks go through twice counts both times
 */
record CallTimes(Map<LocalDate, Long> byDay, List<Long> byHour) {
    static final long QUARTER_MS = Duration.ofMinutes(15).toMillis();
    private static final int HOURS_A_DAY = 24;

    /** @param quarters counts, by quarters since the epoch */
    static CallTimes of(Map<Long, Long> quarters, ZoneId zone) {
        TreeMap<LocalDate, Long> days = new TreeMap<>();
        Long[] hours = new Long[HOURS_A_DAY];
        Arrays.fill(hours, 0L);
        quarters.forEach((quarter, count) -> {
            ZonedDateTime start = Instant.ofEpochMilli(quarter * QUARTER_MS).atZone(zone);
            days.merge(start.toLocalDate(), count, Long::sum);
            hours[start.getHour()] += count;
        });
        return new CallTimes(days, List.of(hours));
    }

    CallTimes plus(CallTimes more) {
        if (more.byDay.isEmpty()) {
            return this;
        }
        TreeMap<LocalDate, Long> days = new TreeMap<>(byDay);
        more.byDay.forEach((day, count) -> days.merge(day, count, Long::sum));
        Long[] hours = new Long[HOURS_A_DAY];
        Arrays.setAll(hours, hour -> byHour.get(hour) + more.byHour.get(hour));
        return new CallTimes(days, List.of(hours));
    }

    /** Every day from the one {@code from} is in to the one before {@code to} is in, also those without calls. */
    List<DayCount> days(ZoneId zone, Instant from, Instant to) {
        LocalDate last = to.minusMillis(1).atZone(zone).toLocalDate();
        return from.atZone(zone)
                .toLocalDate()
                .datesUntil(last.plusDays(1))
                .map(day -> new DayCount(day, byDay.getOrDefault(day, 0L)))
                .toList();
    }
}
