package com.osmtalk.mcp.kit;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as a person or a model writes it: a moment, or a span of days. A span begins with its first day and ends
 * with the end of its last, so that {@code until=2026-03-01} has all of that day in it. Days and weeks are those of a
 * time zone; a moment with an offset needs none.
 */
final class WrittenTime {
    /** What is understood, to follow "must be" in an error. */
    static final String FORMS =
            "a date like 2026-03-01, a date and time like 2026-03-01T09:00:00Z or 2026-03-01T09:00:00+05:30 (without an"
                    + " offset: in the organisation's time zone), or words like today, yesterday, last_7_days,"
                    + " this_week, last_month, monday, 3 days ago";

    private static final Pattern AGO = Pattern.compile("([0-9]{1,4}) (minute|hour|day|week)s? ago");
    private static final Pattern LAST = Pattern.compile("(?:last |past )?([0-9]{1,4}) ?(day|hour|week|d|h|w)s?");

    /** {@code 1 March 2026}, {@code Mar 1st, 2026}: the month in letters, as figures alone mean two days. */
    private static final Pattern DAY_FIRST = Pattern.compile("([0-9]{1,2})(?:st|nd|rd|th)? ([a-z]{3,9}),? ([0-9]{4})");

    private static final Pattern MONTH_FIRST =
            Pattern.compile("([a-z]{3,9}) ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})");

    private final boolean exact;
    private final Function<ZonedDateTime, ZonedDateTime> first;
    private final Function<ZonedDateTime, ZonedDateTime> last;

    private WrittenTime(
            boolean exact, Function<ZonedDateTime, ZonedDateTime> first, Function<ZonedDateTime, ZonedDateTime> last) {
        this.exact = exact;
        this.first = first;
        this.last = last;
    }

    /** Empty when it is none of {@link #FORMS}. */
    static Optional<WrittenTime> parse(String text) {
        String written = text.strip();
        try {
            Instant moment = OffsetDateTime.parse(withUsualSigns(written)).toInstant();
            Function<ZonedDateTime, ZonedDateTime> that = now -> moment.atZone(now.getZone());
            return Optional.of(new WrittenTime(true, that, that));
        } catch (DateTimeException notExact) {
            return local(written).or(() -> inWords(written));
        }
    }

    /** {@code 2026-03-01 09:00 +0530} as ISO 8601 has it: {@code 2026-03-01T09:00+05:30}. */
    private static String withUsualSigns(String written) {
        return written.replaceFirst("^(\\S{10}) +", "$1T")
                .replaceFirst(" +([Zz]|[+-][0-9:]{2,6})$", "$1")
                .replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2");
    }

    /** Whether it is the same moment in every time zone. */
    boolean isExact() {
        return exact;
    }

    /** Where it begins. */
    Instant begin(Instant now, ZoneId zone) {
        return first.apply(now.atZone(zone)).toInstant();
    }

    /** Where it ends: right after its last day, or at the moment that it is. */
    Instant end(Instant now, ZoneId zone) {
        return last.apply(now.atZone(zone)).toInstant();
    }

    /** A date, a month, or a date and time without an offset. */
    private static Optional<WrittenTime> local(String written) {
        try {
            if (written.length() == 7) {
                YearMonth month = YearMonth.parse(written);
                return Optional.of(days(today -> month.atDay(1), today -> month.atEndOfMonth()));
            }
            if (written.length() == 10) {
                LocalDate day = LocalDate.parse(written);
                return Optional.of(days(today -> day, today -> day));
            }
            LocalDateTime time = LocalDateTime.parse(written.replace(' ', 'T'));
            return Optional.of(moment(now -> time.atZone(now.getZone())));
        } catch (DateTimeException notLocal) {
            return Optional.empty();
        }
    }

    private static Optional<WrittenTime> inWords(String written) {
        String words = written.toLowerCase(Locale.ROOT)
                .replaceAll("[_\\s-]+", " ")
                .replaceFirst("^the ", "")
                .replaceFirst("\\b(an?|one) (?=(minute|hour|day|week)\\b)", "1 ");
        WrittenTime span = switch (words) {
            case "now" -> moment(now -> now);
            case "today" -> days(today -> today, today -> today);
            case "yesterday" -> days(today -> today.minusDays(1), today -> today.minusDays(1));
            case "day before yesterday" -> days(today -> today.minusDays(2), today -> today.minusDays(2));
            case "tomorrow" -> days(today -> today.plusDays(1), today -> today.plusDays(1));
            case "this week" -> days(WrittenTime::monday, today -> today);
            case "last week" ->
                days(
                        today -> monday(today).minusWeeks(1),
                        today -> monday(today).minusDays(1));
            case "this month" -> days(today -> today.withDayOfMonth(1), today -> today);
            case "last month" ->
                days(
                        today -> today.withDayOfMonth(1).minusMonths(1),
                        today -> today.withDayOfMonth(1).minusDays(1));
            case "this year" -> days(today -> today.withDayOfYear(1), today -> today);
            case "last year" ->
                days(
                        today -> today.withDayOfYear(1).minusYears(1),
                        today -> today.withDayOfYear(1).minusDays(1));
            default -> null;
        };
        return Optional.ofNullable(span)
                .or(() -> counted(words))
                .or(() -> weekday(words))
                .or(() -> dayOfMonth(words));
    }

    private static Optional<WrittenTime> dayOfMonth(String words) {
        Matcher written = DAY_FIRST.matcher(words);
        if (written.matches()) {
            return day(written.group(3), written.group(2), written.group(1));
        }
        Matcher american = MONTH_FIRST.matcher(words);
        return american.matches() ? day(american.group(3), american.group(1), american.group(2)) : Optional.empty();
    }

    private static Optional<WrittenTime> day(String year, String name, String day) {
        for (Month month : Month.values()) {
            String full = month.name().toLowerCase(Locale.ROOT);
            if (full.startsWith(name) && (name.length() == 3 || name.equals(full) || name.equals("sept"))) {
                try {
                    LocalDate that = LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day));
                    return Optional.of(days(today -> that, today -> that));
                } catch (DateTimeException noSuchDay) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /**
     * {@code 3 days ago} is that day; {@code last 7 days}, also {@code 7d}, are today and the six before, as periods
     * count them.
     */
    private static Optional<WrittenTime> counted(String words) {
        Matcher ago = AGO.matcher(words);
        if (ago.matches()) {
            long many = Long.parseLong(ago.group(1));
            return Optional.of(
                    switch (ago.group(2)) {
                        case "minute" -> moment(now -> now.minus(Duration.ofMinutes(many)));
                        case "hour" -> moment(now -> now.minus(Duration.ofHours(many)));
                        case "week" -> days(today -> today.minusWeeks(many), today -> today.minusWeeks(many));
                        default -> days(today -> today.minusDays(many), today -> today.minusDays(many));
                    });
        }
        Matcher lately = LAST.matcher(words);
        if (!lately.matches() || lately.group(1).matches("0+")) {
            return Optional.empty();
        }
        long many = Long.parseLong(lately.group(1));
        return Optional.of(
                switch (lately.group(2)) {
                    case "hour", "h" -> new WrittenTime(false, now -> now.minus(Duration.ofHours(many)), now -> now);
                    case "week", "w" -> days(today -> today.minusDays(7 * many - 1), today -> today);
                    default -> days(today -> today.minusDays(many - 1), today -> today);
                });
    }

    /** The last day of that name, today included; with "last" before it, today excluded. */
    private static Optional<WrittenTime> weekday(String words) {
        boolean before = words.startsWith("last ");
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).equals(before ? words.substring(5) : words)) {
                Function<LocalDate, LocalDate> that = today ->
                        today.with(before ? TemporalAdjusters.previous(day) : TemporalAdjusters.previousOrSame(day));
                return Optional.of(days(that, that));
            }
        }
        return Optional.empty();
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static WrittenTime moment(Function<ZonedDateTime, ZonedDateTime> that) {
        return new WrittenTime(false, that, that);
    }

    private static WrittenTime days(Function<LocalDate, LocalDate> first, Function<LocalDate, LocalDate> last) {
        return new WrittenTime(
                false,
                now -> first.apply(now.toLocalDate()).atStartOfDay(now.getZone()),
                now -> last.apply(now.toLocalDate()).plusDays(1).atStartOfDay(now.getZone()));
    }
}
