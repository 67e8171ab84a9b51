package com.osmtalk.mcp.guard;

import com.osmtalk.api.DialWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hours in which nobody is called, in the callee's local time. Hours that end before they begin go on past
 * midnight.
 *
 * @param to exclusive
 * @param alsoSimulated whether they also hold on the simulated network, where nobody's phone rings
 */
public record QuietHours(LocalTime from, LocalTime to, boolean alsoSimulated) {
    /** The default: nine in the evening to eight in the morning, for real phones only. */
    public static final QuietHours STANDARD = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0), false);

    private static final Pattern TEXT =
            Pattern.compile("((?:[01][0-9]|2[0-3]):[0-5][0-9])-((?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)");
    private static final int DAYS_AHEAD = 3;

    /**
     * Hours that somebody configured, which hold for every call.
     *
     * @param text {@code HH:MM-HH:MM}
     * @throws IllegalArgumentException when it has another form, or the hours are empty
     */
    public static QuietHours parse(String text) {
        Matcher hours = TEXT.matcher(text.strip());
        if (!hours.matches()) {
            throw new IllegalArgumentException("must have the form 21:00-08:00, not \"" + text + "\"");
        }
        LocalTime from = LocalTime.parse(hours.group(1));
        LocalTime to = hours.group(2).equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(hours.group(2));
        if (from.equals(to)) {
            throw new IllegalArgumentException("must not end at the time they begin, as \"" + text + "\"");
        }
        return new QuietHours(from, to, true);
    }

    /** The first moment at or after {@code now} that is quiet in none of the time zones; empty when there is none. */
    Optional<Instant> over(Instant now, Collection<ZoneId> zones) {
        Stream<Instant> ends = zones.stream().flatMap(zone -> {
            LocalDate today = now.atZone(zone).toLocalDate();
            return today.datesUntil(today.plusDays(DAYS_AHEAD))
                    .map(day -> day.atTime(to).atZone(zone).toInstant());
        });
        return Stream.concat(Stream.of(now), ends)
                .filter(moment -> !moment.isBefore(now))
                .filter(moment -> zones.stream().noneMatch(zone -> isQuiet(moment, zone)))
                .filter(moment -> !zones.isEmpty())
                .min(Instant::compareTo);
    }

    /** The hours between them, as the API writes them. */
    DialWindow callingHours(Duration consented) {
        return new DialWindow(
                Math.toIntExact(consented.toMinutes()),
                to.toString(),
                from.equals(LocalTime.MIDNIGHT) ? "24:00" : from.toString());
    }

    /** Whether any part of a period is quiet in any of the time zones. */
    boolean meet(CampaignHours.Stretch stretch, Collection<ZoneId> zones) {
        return zones.stream()
                .anyMatch(zone -> isQuiet(stretch.start(), zone)
                        || isQuiet(stretch.end().minusMillis(1), zone)
                        || beginBetween(stretch, zone));
    }

    private boolean beginBetween(CampaignHours.Stretch stretch, ZoneId zone) {
        LocalDate day = stretch.start().atZone(zone).toLocalDate();
        return day.datesUntil(day.plusDays(DAYS_AHEAD))
                .map(each -> each.atTime(from).atZone(zone).toInstant())
                .anyMatch(begin -> begin.isAfter(stretch.start()) && begin.isBefore(stretch.end()));
    }

    private boolean isQuiet(Instant moment, ZoneId zone) {
        LocalTime time = moment.atZone(zone).toLocalTime();
        boolean afterStart = !time.isBefore(from);
        boolean beforeEnd = time.isBefore(to);
        return from.isBefore(to) ? afterStart && beforeEnd : afterStart || beforeEnd;
    }

    /** {@code 21:00-08:00}. */
    @Override
    public String toString() {
        return from + "-" + to;
    }
}
