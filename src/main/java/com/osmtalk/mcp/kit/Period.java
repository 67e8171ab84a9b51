package com.osmtalk.mcp.kit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time.
 *
 * @param from inclusive
 * @param to exclusive; absent: until now
 */
public record Period(@Nullable Instant from, @Nullable Instant to) {
    public static final List<String> NAMES = List.of("today", "yesterday", "last_7_days", "last_30_days", "this_month");

    /**
     * The default of osmTalk's organisations. Looked up when it is needed: the first zone of a process makes Java look into
     * every jar for more, and periods are listed at every start.
     */
    public static ZoneId usualZone() {
        return ZoneId.of("Asia/Kolkata");
    }

    /** A period by name, with days as they begin in {@code zone}. */
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

    /** @throws ToolException when the period would end before it begins */
    public static void check(Optional<Instant> since, Optional<Instant> until) {
        if (since.isPresent() && until.isPresent() && !since.get().isBefore(until.get())) {
            throw new ToolException(ToolProblem.argument(
                    "until", "`until` must be later than `since`.", "Nothing was done. Call again with it put right."));
        }
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
