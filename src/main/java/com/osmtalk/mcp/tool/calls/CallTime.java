package com.osmtalk.mcp.tool.calls;

import com.osmtalk.mcp.kit.Period;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a call is to be dialled, as a person says it. What can't mean only one moment is refused: a call at the wrong
 * hour rings a real phone.
 *
 * @param isRelative whether it depends on the moment it is said at, as "in 20 minutes" does
 */
record CallTime(Instant at, boolean isRelative) {
    /** Numbers that people write as words, by their value. */
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("a", 1),
            Map.entry("an", 1),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("twelve", 12),
            Map.entry("fifteen", 15),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("forty", 40),
            Map.entry("fifty", 50),
            Map.entry("sixty", 60),
            Map.entry("ninety", 90));

    private static final String COUNT = "(half an|[0-9]{1,4}|" + String.join("|", NUMBERS.keySet()) + ")";
    private static final Pattern SPAN = Pattern.compile("in " + COUNT + " (minutes?|mins?|hours?|hrs?|days?|weeks?)");
    private static final String DAY =
            "(today|tomorrow|(?:the )?day after tomorrow|yesterday|monday|tuesday|wednesday|thursday|friday|saturday"
                    + "|sunday|[0-9]{4}-[0-9]{2}-[0-9]{2})";
    private static final String THERE = "(?: (?:there|their time|local time))?";
    private static final Pattern DAY_AND_TIME = Pattern.compile("(?:on )?(?:" + DAY + "[ ,t]*)?(?:at )?"
            + "(?:([0-9]{1,2})(?:[:.]([0-9]{2})(?::00)?)? ?(am|pm|a\\.m\\.|p\\.m\\.)?|(noon))" + THERE);

    /** "9:30 tomorrow": the same with the day last. */
    private static final Pattern TIME_AND_DAY =
            Pattern.compile("(?:at )?([0-9][0-9:.]*(?: ?[ap]\\.?m\\.?)?|noon) (?:on )?" + DAY + THERE);
    /** A server takes none that is further ahead. */
    private static final Duration FURTHEST = Duration.ofDays(30);

    private static final Pattern NEXT =
            Pattern.compile("(?:on )?next (monday|tuesday|wednesday|thursday|friday|saturday|sunday)\\b.*");

    /** A number that may be in more is in none that anybody could tell: it is toll-free, or of a whole continent. */
    private static final int MOST_ZONES = 6;

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final String ASK = "; give an RFC 3339 time with an offset, like 2026-12-03T15:00:00-05:00";

    /**
     * @param zones in which the callee may be
     * @throws IllegalArgumentException saying what is wrong, to follow the argument's name
     */
    static CallTime parse(String text, Instant now, List<ZoneId> zones) {
        CallTime time = exact(text).or(() -> span(text, now)).orElseGet(() -> there(text, now, zones));
        if (!time.at().isAfter(now)) {
            throw new IllegalArgumentException("must be a time to come, and " + time.at() + " is past");
        }
        if (time.at().isAfter(now.plus(FURTHEST))) {
            throw new IllegalArgumentException(
                    "must be at most " + FURTHEST.toDays() + " days ahead, and " + time.at() + " is later");
        }
        return time;
    }

    /** The absolute time where the callee is and where we are. */
    static String shown(Instant at, List<ZoneId> zones) {
        Map<String, String> places = new LinkedHashMap<>();
        ZoneId here = Period.defaultZone();
        List<ZoneId> shown = new ArrayList<>();
        Stream<ZoneId> there = zones.size() > MOST_ZONES ? Stream.of() : zones.stream();
        for (ZoneId zone : Stream.concat(there.limit(3), Stream.of(here)).toList()) {
            // Asia/Calcutta is an old name of Asia/Kolkata
            if (shown.stream().noneMatch(one -> one.getRules().equals(zone.getRules()))) {
                shown.add(zone.getRules().equals(here.getRules()) ? here : zone);
            }
        }
        shown.forEach(zone -> places.put(zone.getId(), at.atZone(zone).format(SHOWN)));
        StringBuilder words = new StringBuilder();
        places.forEach(
                (zone, time) -> words.append(time).append(" in ").append(zone).append(", "));
        return words.append("which is ").append(at).toString();
    }

    private static Optional<CallTime> exact(String text) {
        try {
            String written = text.strip()
                    .toUpperCase(Locale.ROOT)
                    .replaceFirst("^(\\S{10}) +", "$1T")
                    .replaceFirst(" +(Z|[+-][0-9:]{4,5})$", "$1")
                    .replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2");
            return Optional.of(new CallTime(OffsetDateTime.parse(written).toInstant(), false));
        } catch (DateTimeException words) {
            return Optional.empty();
        }
    }

    private static Optional<CallTime> span(String text, Instant now) {
        Matcher span = SPAN.matcher(plain(text));
        if (!span.matches()) {
            return Optional.empty();
        }
        String count = span.group(1);
        Duration unit = switch (span.group(2).charAt(0)) {
            case 'm' -> Duration.ofMinutes(1);
            case 'h' -> Duration.ofHours(1);
            case 'w' -> Duration.ofDays(7);
            default -> Duration.ofDays(1);
        };
        Duration length = count.startsWith("half") ? unit.dividedBy(2) : unit.multipliedBy(number(count));
        return Optional.of(new CallTime(now.plus(length), true));
    }

    private static int number(String count) {
        Integer inWords = NUMBERS.get(count);
        return inWords == null ? Integer.parseInt(count) : inWords;
    }

    /** A day and a time where the callee is. */
    private static CallTime there(String text, Instant now, List<ZoneId> zones) {
        requireOneMeaning(plain(text), now, zones);
        Matcher words = DAY_AND_TIME.matcher(plain(text));
        if (!words.matches()) {
            throw new IllegalArgumentException(
                    "is not understood; give words like \"tomorrow 9:30 there\", \"Thursday 3pm there\" or \"in 20"
                            + " minutes\", or an RFC 3339 time like 2026-12-03T15:00:00-05:00");
        }
        LocalTime time = time(words);
        if (zones.isEmpty() || zones.size() > MOST_ZONES) {
            throw new IllegalArgumentException("needs the callee's time zone, which the number does not tell" + ASK);
        }
        List<Instant> moments = zones.stream()
                .map(zone -> moment(words.group(1), time, now.atZone(zone)))
                .distinct()
                .toList();
        if (moments.size() > 1) {
            throw new IllegalArgumentException("may mean several times, since the number may be in "
                    + String.join(", ", zones.stream().map(ZoneId::getId).toList())
                    + ASK);
        }
        return new CallTime(moments.get(0), false);
    }

    /** @throws IllegalArgumentException for words that people understand in two ways */
    private static void requireOneMeaning(String words, Instant now, List<ZoneId> zones) {
        LocalDate today = now.atZone(zones.isEmpty() ? Period.defaultZone() : zones.get(0))
                .toLocalDate();
        if (words.equals("yesterday")) {
            throw new IllegalArgumentException("must be a time to come, and yesterday is past");
        }
        if (words.startsWith("tonight") || words.equals("this evening")) {
            throw new IllegalArgumentException("does not tell the hour; give one, like \"today 19:00 there\"");
        }
        Matcher next = NEXT.matcher(words);
        if (next.matches()) {
            DayOfWeek day = DayOfWeek.valueOf(next.group(1).toUpperCase(Locale.ROOT));
            LocalDate first = today.with(TemporalAdjusters.next(day));
            throw new IllegalArgumentException("may mean " + first + " or " + first.plusWeeks(1)
                    + "; give the date, like \"" + first + " 15:00 there\"");
        }
    }

    private static LocalTime time(Matcher words) {
        if (words.group(5) != null) {
            return LocalTime.NOON;
        }
        int hour = Integer.parseInt(words.group(2));
        int minute = words.group(3) == null ? 0 : Integer.parseInt(words.group(3));
        String half = words.group(4);
        boolean valid = minute < 60 && (half == null ? words.group(3) != null && hour < 24 : hour >= 1 && hour <= 12);
        if (!valid) {
            throw new IllegalArgumentException("must have a time like 15:00 or 3pm");
        }
        return LocalTime.of(half == null ? hour : hour % 12 + (half.startsWith("p") ? 12 : 0), minute);
    }

    private static Instant moment(@Nullable String day, LocalTime time, ZonedDateTime now) {
        LocalDate today = now.toLocalDate();
        boolean isOver = !time.isAfter(now.toLocalTime());
        LocalDate date = switch (day == null ? "" : day) {
            case "" -> isOver ? today.plusDays(1) : today;
            case "today" -> today;
            case "tomorrow" -> today.plusDays(1);
            case "day after tomorrow", "the day after tomorrow" -> today.plusDays(2);
            case "yesterday" -> today.minusDays(1);
            default -> Character.isDigit(day.charAt(0)) ? date(day) : next(day, today, isOver);
        };
        LocalDateTime local = date.atTime(time);
        if (now.getZone().getRules().getValidOffsets(local).size() != 1) {
            throw new IllegalArgumentException(
                    "is a time at which clocks are changed in " + now.getZone().getId() + ASK);
        }
        return local.atZone(now.getZone()).toInstant();
    }

    private static LocalDate date(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("names a day that does not exist");
        }
    }

    private static LocalDate next(String day, LocalDate today, boolean isOver) {
        DayOfWeek weekday = DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT));
        return today.with(isOver ? TemporalAdjusters.next(weekday) : TemporalAdjusters.nextOrSame(weekday));
    }

    private static String plain(String text) {
        String words = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .replaceFirst("^" + COUNT + "( [a-z]+) from now$", "in $1$2");
        Matcher dayLast = TIME_AND_DAY.matcher(words);
        return dayLast.matches() ? dayLast.group(2) + " " + dayLast.group(1) : words;
    }
}
