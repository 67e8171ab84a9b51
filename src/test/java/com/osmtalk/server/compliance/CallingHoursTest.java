package com.osmtalk.server.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.validation.FieldErrors;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallingHoursTest {
    private static final List<Integer> EVERY_DAY = List.of(0, 1, 2, 3, 4, 5, 6);
    private static final List<Integer> WORKDAYS = List.of(1, 2, 3, 4, 5);

    @ParameterizedTest
    @CsvSource({
        // India is half an hour off
        "09:00, 19:00, Asia/Kolkata,    2026-03-10T03:29:59Z, false",
        "09:00, 19:00, Asia/Kolkata,    2026-03-10T03:30:00Z, true",
        "09:00, 19:00, Asia/Kolkata,    2026-03-10T13:29:59Z, true",
        "09:00, 19:00, Asia/Kolkata,    2026-03-10T13:30:00Z, false",
        // Nepal three quarters
        "09:00, 19:00, Asia/Kathmandu,  2026-03-10T03:14:59Z, false",
        "09:00, 19:00, Asia/Kathmandu,  2026-03-10T03:15:00Z, true",
        // the day before and after New York changes its clocks
        "09:00, 19:00, America/New_York, 2026-03-07T13:59:59Z, false",
        "09:00, 19:00, America/New_York, 2026-03-07T14:00:00Z, true",
        "09:00, 19:00, America/New_York, 2026-03-08T12:59:59Z, false",
        "09:00, 19:00, America/New_York, 2026-03-08T13:00:00Z, true",
        // past midnight
        "20:00, 02:00, UTC,             2026-03-10T01:59:00Z, true",
        "20:00, 02:00, UTC,             2026-03-10T02:00:00Z, false",
        "20:00, 02:00, UTC,             2026-03-10T20:00:00Z, true",
        // a whole day
        "00:00, 24:00, UTC,             2026-03-10T23:59:59Z, true",
        "00:00, 24:00, UTC,             2026-03-10T00:00:00Z, true",
    })
    void areByTheClockOnTheWall(String start, String end, String zone, Instant time, boolean open) {
        assertThat(CallingHours.of(start, end, EVERY_DAY).isOpen(time, ZoneId.of(zone)))
                .isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        // 2026-03-08 is a Sunday
        "09:00, 19:00, 2026-03-08T12:00:00Z, false",
        "09:00, 19:00, 2026-03-09T12:00:00Z, true",
        "09:00, 19:00, 2026-03-14T12:00:00Z, false",
        // the night from Friday to Saturday belongs to Friday, that from Sunday to Monday to Sunday
        "20:00, 02:00, 2026-03-14T01:00:00Z, true",
        "20:00, 02:00, 2026-03-14T20:00:00Z, false",
        "20:00, 02:00, 2026-03-09T01:00:00Z, false",
    })
    void belongToTheDayTheyBeginOn(String start, String end, Instant time, boolean open) {
        assertThat(CallingHours.of(start, end, WORKDAYS).isOpen(time, ZoneId.of("UTC")))
                .isEqualTo(open);
    }

    /** Against going through the week minute by minute. */
    @ParameterizedTest
    @CsvSource({
        "09:00, 19:00, Asia/Kolkata,        2026-03-06T00:00:00Z",
        "09:00, 19:00, America/New_York,    2026-03-06T00:00:00Z",
        // the hour that is left out, inside and around the window
        "02:30, 05:00, America/New_York,    2026-03-07T10:00:00Z",
        "02:15, 02:45, America/New_York,    2026-03-07T10:00:00Z",
        "22:00, 02:30, America/New_York,    2026-03-07T10:00:00Z",
        // the hour that comes twice
        "01:30, 05:00, America/New_York,    2026-10-31T10:00:00Z",
        "00:00, 01:30, America/New_York,    2026-10-31T10:00:00Z",
        "01:15, 01:45, America/New_York,    2026-10-31T10:00:00Z",
        // half an hour, on an island
        "01:45, 03:00, Australia/Lord_Howe, 2026-04-03T10:00:00Z",
        "02:10, 02:20, Australia/Lord_Howe, 2026-10-02T10:00:00Z",
    })
    void openNextWhereTheMinutesSay(String start, String end, String zone, Instant from) {
        ZoneId place = ZoneId.of(zone);
        for (List<Integer> days : List.of(EVERY_DAY, WORKDAYS, List.of(0))) {
            CallingHours hours = CallingHours.of(start, end, days);
            Instant expected = null;
            for (int minute = 4 * 24 * 60; minute >= 0; minute--) {
                Instant time = from.plus(Duration.ofMinutes(minute));
                if (hours.isOpen(time, place)) {
                    expected = time;
                }
                if (expected != null) {
                    assertThat(hours.nextOpening(time, place))
                            .as("from %s", time)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void severalZonesMustAllBeInside() {
        CallingHours hours = CallingHours.of("09:00", "19:00", EVERY_DAY);
        List<ZoneId> coasts = List.of(ZoneId.of("America/New_York"), ZoneId.of("America/Los_Angeles"));
        Instant opening = Instant.parse("2026-03-10T16:00:00Z");

        assertThat(hours.nextOpening(Instant.parse("2026-03-10T14:00:00Z"), coasts))
                .hasValue(opening);
        assertThat(hours.nextOpening(opening, coasts)).hasValue(opening);
        assertThat(hours.nextOpening(Instant.parse("2026-03-10T23:00:00Z"), coasts))
                .hasValue(opening.plus(Duration.ofDays(1)));
    }

    @Test
    void zonesThatAreNeverInsideTogetherHaveNoOpening() {
        CallingHours hours = CallingHours.of("09:00", "12:00", WORKDAYS);
        List<ZoneId> apart = List.of(ZoneId.of("America/New_York"), ZoneId.of("Asia/Kolkata"));

        assertThat(hours.nextOpening(Instant.parse("2026-03-10T14:00:00Z"), apart))
                .isEmpty();
        assertThat(hours.nextOpening(Instant.parse("2026-03-10T14:00:00Z"), List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "9:00,  19:00, w.windowStart",
        "24:00, 19:00, w.windowStart",
        "09:60, 19:00, w.windowStart",
        "09:00, 24:01, w.windowEnd",
        "09:00, noon,  w.windowEnd",
        "09:00, 09:00, w.windowEnd",
    })
    void thatAreNoneAreRefused(String start, String end, String path) {
        FieldErrors errors = new FieldErrors();
        CallingHours.check("w", start, end, EVERY_DAY, errors);
        assertThatThrownBy(errors::refuseIfAny).isInstanceOf(Problem.class).hasMessageStartingWith(path + ":");
    }

    @Test
    void needDaysOfTheWeek() {
        for (List<Integer> days : List.of(List.<Integer>of(), List.of(7), List.of(-1), List.of(1, 1))) {
            FieldErrors errors = new FieldErrors();
            CallingHours.check("w", "09:00", "19:00", days, errors);
            assertThatThrownBy(errors::refuseIfAny).as("%s", days).isInstanceOf(Problem.class);
        }
    }
}
