package com.osmtalk.server.compliance;

import com.osmtalk.server.validation.FieldErrors;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calling hours: from one time of the day to another, on some days of the week, in local time. Hours that end before
 * they begin go on past midnight, and belong to the day they begin on. When clocks are set back and an hour comes
 * twice, it is within the hours both times or neither.
 */
public final class CallingHours {
    private static final int MINUTES_OF_A_DAY = 24 * 60;
    private static final int DAYS_OF_A_WEEK = 7;
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final String MIDNIGHT = "24:00";

    /** Hours come again after a week; a day more for clocks that are changed. */
    private static final Duration HORIZON = Duration.ofDays(DAYS_OF_A_WEEK + 1);

    private final int start;
    private final int end;
    private final Set<DayOfWeek> days;

    private CallingHours(int start, int end, Set<DayOfWeek> days) {
        this.start = start;
        this.end = end;
        this.days = days;
    }

    /**
     * Hours that {@link #check} accepts.
     *
     * @param start {@code HH:MM}
     * @param end {@code HH:MM} or {@code 24:00}, exclusive
     * @param weekdays 0 is Sunday
     */
    public static CallingHours of(String start, String end, Collection<Integer> weekdays) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        weekdays.forEach(day -> days.add(day == 0 ? DayOfWeek.SUNDAY : DayOfWeek.of(day)));
        return new CallingHours(minute(start), minute(end), days);
    }

    /**
     * Adds an error for each invalid part of calling hours; absent parts are not checked.
     *
     * @param path of the object they are fields of
     */
    public static void check(
            String path,
            @Nullable String start,
            @Nullable String end,
            @Nullable List<Integer> weekdays,
            FieldErrors errors) {
        if (start != null) {
            errors.matches(path + ".windowStart", start, TIME, "must be a time from 00:00 to 23:59");
        }
        if (end != null && !end.equals(MIDNIGHT)) {
            errors.matches(path + ".windowEnd", end, TIME, "must be a time from 00:00 to 24:00");
        }
        if (start != null && start.equals(end)) {
            errors.add(path + ".windowEnd", "must not equal the start; 00:00 to 24:00 is the whole day");
        }
        if (weekdays != null) {
            checkDays(path + ".weekdays", weekdays, errors);
        }
    }

    private static void checkDays(String path, List<Integer> weekdays, FieldErrors errors) {
        if (weekdays.isEmpty()) {
            errors.add(path, "must name at least one day");
        }
        List<Integer> days = errors.elements(path, weekdays, DAYS_OF_A_WEEK);
        for (int i = 0; i < days.size(); i++) {
            errors.range(path + "[" + i + "]", days.get(i), 0, DAYS_OF_A_WEEK - 1.0);
        }
        if (new HashSet<>(days).size() < days.size()) {
            errors.add(path, "must name each day once");
        }
    }

    public boolean isOpen(Instant time, ZoneId zone) {
        ZonedDateTime local = time.atZone(zone);
        int minute = local.getHour() * 60 + local.getMinute();
        boolean today = days.contains(local.getDayOfWeek());
        if (start < end) {
            return today && minute >= start && minute < end;
        }
        return today && minute >= start || days.contains(local.getDayOfWeek().minus(1)) && minute < end;
    }

    /** The first moment from a time on that is within the hours; the time itself if it is. */
    public Instant nextOpening(Instant time, ZoneId zone) {
        if (isOpen(time, zone)) {
            return time;
        }
        ZoneRules rules = zone.getRules();
        LocalDate today = time.atZone(zone).toLocalDate();
        Stream<Instant> openings = today.datesUntil(today.plusDays(DAYS_OF_A_WEEK + 2L))
                .map(day -> LocalDateTime.of(day, LocalTime.ofSecondOfDay(start * 60L)))
                .flatMap(local -> rules.getValidOffsets(local).stream().map(local::toInstant));
        return Stream.concat(openings, changes(rules, time))
                .filter(opening -> opening.isAfter(time) && isOpen(opening, zone))
                .min(Instant::compareTo)
                .orElseThrow(() -> new IllegalStateException("hours that never come"));
    }

    /**
     * The first moment that is within the hours in all of several time zones.
     *
     * @return empty when there is none, or no time zone
     */
    public Optional<Instant> nextOpening(Instant time, Collection<ZoneId> zones) {
        Instant opening = time;
        while (!zones.isEmpty() && opening.isBefore(time.plus(HORIZON))) {
            Instant candidate = opening;
            Optional<ZoneId> closed =
                    zones.stream().filter(zone -> !isOpen(candidate, zone)).findFirst();
            if (closed.isEmpty()) {
                return Optional.of(candidate);
            }
            opening = nextOpening(candidate, closed.get());
        }
        return Optional.empty();
    }

    /** Where clocks are set forward over the start, or back to before the end, hours begin at that moment. */
    private static Stream<Instant> changes(ZoneRules rules, Instant time) {
        ZoneOffsetTransition next = rules.nextTransition(time);
        return next == null ? Stream.of() : Stream.of(next.getInstant());
    }

    private static int minute(String time) {
        return time.equals(MIDNIGHT) ? MINUTES_OF_A_DAY : LocalTime.parse(time).toSecondOfDay() / 60;
    }
}
