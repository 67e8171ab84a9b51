package com.osmtalk.mcp.kit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A period of time.
 *
 * @param from inclusive
 * @param to exclusive; absent: until now
 */
public record Period(@Nullable Instant from, @Nullable Instant to) {
    /** The names that {@link #named} takes. */
    public static final List<String> NAMES = List.of("today", "yesterday", "last_7_days", "last_30_days", "this_month");

    /**
     * The default time zone of osmTalk's organisations. It is not a constant because {@link #NAMES} is used at every
     * start, and the first zone that a process looks up makes Java search every jar for providers of zones.
     */
    public static ZoneId defaultZone() {
        return ZoneId.of("Asia/Kolkata");
    }

    /** A named period, whose days begin in {@code zone}. */
    public static Period named(String name, Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return switch (name) {
            case "today" -> new Period(startOf(today, zone), now);
            case "yesterday" -> new Period(startOf(today.minusDays(1), zone), startOf(today, zone));
            case "last_7_days" -> new Period(startOf(today.minusDays(6), zone), now);
            case "last_30_days" -> new Period(startOf(today.minusDays(29), zone), now);
            case "this_month" -> new Period(startOf(today.withDayOfMonth(1), zone), now);
            default -> throw new IllegalArgumentException("no such period: " + name);
        };
    }

    /**
     * The span from {@code since} to {@code until}, as far as they are given.
     *
     * @param zone of the days they name; asked only where they depend on it
     * @throws ToolException when it would end before it begins
     */
    public static Period given(Arguments arguments, Instant now, Supplier<ZoneId> zone) {
        Period given = new Period(
                arguments.begin("since", now, zone).orElse(null),
                arguments.end("until", now, zone).orElse(null));
        if (given.from() != null && given.to() != null && !given.from().isBefore(given.to())) {
            throw new ToolException(ToolProblem.argument(
                    "until", "`until` must be later than `since`.", "Nothing was done. Correct it and call again."));
        }
        return given;
    }

    /**
     * The span that one argument names, {@code yesterday} or {@code 2026-03-01}, as far as it is over.
     *
     * @throws ToolException for a moment, and for a span that has not begun
     */
    public static Period written(String name, Arguments arguments, Instant now, Supplier<ZoneId> zone) {
        Instant from = arguments.begin(name, now, zone).orElseThrow();
        Instant end = arguments.end(name, now, zone).orElseThrow();
        Instant to = end.isAfter(now) ? now : end;
        if (!from.isBefore(to)) {
            throw new ToolException(ToolProblem.argument(
                    name,
                    "`" + name + "` must be days of the past, like " + String.join(", ", NAMES) + " or 2026-03-01.",
                    "Nothing was done. For the time from a moment on, give `since`."));
        }
        return new Period(from, to);
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
