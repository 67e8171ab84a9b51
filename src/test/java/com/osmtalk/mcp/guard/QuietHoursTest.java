package com.osmtalk.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {
    @ParameterizedTest
    @CsvSource({
        "21:00-08:00, 2026-03-01T20:59:00Z, 2026-03-01T20:59:00Z",
        "21:00-08:00, 2026-03-01T21:00:00Z, 2026-03-02T08:00:00Z",
        "21:00-08:00, 2026-03-02T00:30:00Z, 2026-03-02T08:00:00Z",
        "21:00-08:00, 2026-03-02T07:59:59Z, 2026-03-02T08:00:00Z",
        "21:00-08:00, 2026-03-02T08:00:00Z, 2026-03-02T08:00:00Z",
        "12:00-13:30, 2026-03-01T12:30:00Z, 2026-03-01T13:30:00Z",
        "12:00-13:30, 2026-03-01T23:30:00Z, 2026-03-01T23:30:00Z",
        "22:00-24:00, 2026-03-01T23:30:00Z, 2026-03-02T00:00:00Z",
    })
    void areOverWhenTheClockOnTheWallSaysSo(String hours, Instant now, Instant over) {
        assertThat(QuietHours.parse(hours).over(now, zones("UTC"))).contains(over);
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Calcutta,                    2026-03-02T02:30:00Z",
        "America/New_York,                 2026-03-01T22:00:00Z",
        "Asia/Calcutta;Europe/London,      2026-03-02T08:00:00Z",
        "Europe/Bucharest;Asia/Kamchatka,  2026-03-02T06:00:00Z",
    })
    void areThoseOfEveryPlaceANumberMayBeIn(String names, Instant over) {
        // 03:30 in Calcutta, 17:00 in New York, 22:00 in London
        Instant now = Instant.parse("2026-03-01T22:00:00Z");
        assertThat(QuietHours.STANDARD.over(now, zones(names.split(";")))).contains(over);
    }

    @Test
    void areNeverOverWhereNobodyKnowsTheTimeOrPlacesHaveNoHourInCommon() {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        assertThat(QuietHours.STANDARD.over(now, List.of())).isEmpty();
        assertThat(QuietHours.parse("14:00-10:00").over(now, zones("UTC", "Asia/Tokyo")))
                .isEmpty();
    }

    @Test
    void endAtTheFirstMomentThereIsWhenClocksAreSetForwardOverTheirEnd() {
        // 02:00 to 03:00 does not come that night in Berlin
        assertThat(QuietHours.parse("22:00-02:30").over(Instant.parse("2026-03-29T00:30:00Z"), zones("Europe/Berlin")))
                .hasValueSatisfying(over -> assertThat(over).isBetween("2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "21-8",
                "21:00",
                "21:00-08:00-09:00",
                "25:00-08:00",
                "21:60-08:00",
                "08:00-08:00",
                "24:00-08:00"
            })
    void areRefusedWhenTheyAreNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> QuietHours.parse(text));
    }

    private static List<ZoneId> zones(String... names) {
        return Arrays.stream(names).map(ZoneId::of).toList();
    }
}
