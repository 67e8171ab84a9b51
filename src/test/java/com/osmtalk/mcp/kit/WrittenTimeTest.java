package com.osmtalk.mcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On Wednesday, 4 March 2026, 01:00 in Kolkata, where it is still Tuesday in UTC. */
class WrittenTimeTest {
    private static final Instant NOW = Instant.parse("2026-03-03T19:30:00Z");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T09:00:00Z,        2026-03-01T14:30+05:30, 2026-03-01T14:30+05:30",
        "2026-03-01T09:00:00.123Z,    2026-03-01T14:30:00.123+05:30, 2026-03-01T14:30:00.123+05:30",
        "2026-03-01t09:00z,           2026-03-01T14:30+05:30, 2026-03-01T14:30+05:30",
        "2026-03-01 09:00:00 +0530,   2026-03-01T09:00+05:30, 2026-03-01T09:00+05:30",
        "2026-03-01T09:00,            2026-03-01T09:00+05:30, 2026-03-01T09:00+05:30",
        "2026-03-01 09:00,            2026-03-01T09:00+05:30, 2026-03-01T09:00+05:30",
        "2026-03-01,                  2026-03-01T00:00+05:30, 2026-03-02T00:00+05:30",
        "2026-02,                     2026-02-01T00:00+05:30, 2026-03-01T00:00+05:30",
        "now,                         2026-03-04T01:00+05:30, 2026-03-04T01:00+05:30",
        "today,                       2026-03-04T00:00+05:30, 2026-03-05T00:00+05:30",
        "' Today ',                   2026-03-04T00:00+05:30, 2026-03-05T00:00+05:30",
        "yesterday,                   2026-03-03T00:00+05:30, 2026-03-04T00:00+05:30",
        "YESTERDAY,                   2026-03-03T00:00+05:30, 2026-03-04T00:00+05:30",
        "tomorrow,                    2026-03-05T00:00+05:30, 2026-03-06T00:00+05:30",
        "this_week,                   2026-03-02T00:00+05:30, 2026-03-05T00:00+05:30",
        "last week,                   2026-02-23T00:00+05:30, 2026-03-02T00:00+05:30",
        "last-month,                  2026-02-01T00:00+05:30, 2026-03-01T00:00+05:30",
        "this_month,                  2026-03-01T00:00+05:30, 2026-03-05T00:00+05:30",
        "last year,                   2025-01-01T00:00+05:30, 2026-01-01T00:00+05:30",
        "last_7_days,                 2026-02-26T00:00+05:30, 2026-03-05T00:00+05:30",
        "past 24 hours,               2026-03-03T01:00+05:30, 2026-03-04T01:00+05:30",
        "monday,                      2026-03-02T00:00+05:30, 2026-03-03T00:00+05:30",
        "Wednesday,                   2026-03-04T00:00+05:30, 2026-03-05T00:00+05:30",
        "last wednesday,              2026-02-25T00:00+05:30, 2026-02-26T00:00+05:30",
        "3 days ago,                  2026-03-01T00:00+05:30, 2026-03-02T00:00+05:30",
        "1 hour ago,                  2026-03-04T00:00+05:30, 2026-03-04T00:00+05:30",
        "an hour ago,                 2026-03-04T00:00+05:30, 2026-03-04T00:00+05:30",
        "A week ago,                  2026-02-25T00:00+05:30, 2026-02-26T00:00+05:30",
        "7d,                          2026-02-26T00:00+05:30, 2026-03-05T00:00+05:30",
        "24h,                         2026-03-03T01:00+05:30, 2026-03-04T01:00+05:30",
        "2 weeks,                     2026-02-19T00:00+05:30, 2026-03-05T00:00+05:30",
        "1 March 2026,                2026-03-01T00:00+05:30, 2026-03-02T00:00+05:30",
        "'Mar 1st, 2026',             2026-03-01T00:00+05:30, 2026-03-02T00:00+05:30",
        "28-feb-2026,                 2026-02-28T00:00+05:30, 2026-03-01T00:00+05:30",
    })
    void beginsWithItsFirstDayAndEndsWithTheEndOfItsLast(String written, String begin, String end) {
        WrittenTime time = WrittenTime.parse(written).orElseThrow();
        assertThat(time.begin(NOW, KOLKATA))
                .isEqualTo(OffsetDateTime.parse(begin).toInstant());
        assertThat(time.end(NOW, KOLKATA)).isEqualTo(OffsetDateTime.parse(end).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-02-30",
                "2026-13-01T00:00:00Z",
                "26-03-01",
                "03/01/2026",
                "last 0 days",
                "last 99999 days",
                "1709280000",
                "monday week",
                "30 February 2026",
                "1 Marc 2026",
                "7",
                "0d",
                "2 months"
            })
    void whatCouldMeanAnythingIsNone(String written) {
        assertThat(WrittenTime.parse(written)).isEmpty();
    }

    /** The day on which clocks go forward has 23 hours. */
    @ParameterizedTest
    @CsvSource({"2026-03-29, Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z"})
    void aDayIsAsLongAsItIsThere(String day, String zone, Instant begin, Instant end) {
        WrittenTime time = WrittenTime.parse(day).orElseThrow();
        assertThat(time.begin(NOW, ZoneId.of(zone))).isEqualTo(begin);
        assertThat(time.end(NOW, ZoneId.of(zone))).isEqualTo(end);
    }
}
