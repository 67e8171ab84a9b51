package com.osmtalk.mcp.tool.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.mcp.kit.Period;
import com.osmtalk.numbering.NumberingPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTimeTest {
    /** A Tuesday, ten in the morning in New York. */
    private static final Instant NOW = Instant.parse("2026-12-01T15:00:00Z");

    private static final List<ZoneId> NEW_YORK = List.of(ZoneId.of("America/New_York"));

    @ParameterizedTest
    @CsvSource({
        "2026-12-03T15:00:00-05:00, 2026-12-03T20:00:00Z",
        "2026-12-03 15:00:00z, 2026-12-03T15:00:00Z",
        "tomorrow 9:30 there, 2026-12-02T14:30:00Z",
        "Tomorrow at 9:30, 2026-12-02T14:30:00Z",
        "day after tomorrow 10:00, 2026-12-03T15:00:00Z",
        "The day after tomorrow at 3pm there, 2026-12-03T20:00:00Z",
        "in 20 minutes, 2026-12-01T15:20:00Z",
        "in an hour, 2026-12-01T16:00:00Z",
        "in half an hour, 2026-12-01T15:30:00Z",
        "in 2 days, 2026-12-03T15:00:00Z",
        "Thursday 3pm there, 2026-12-03T20:00:00Z",
        "on tuesday at 9:00, 2026-12-08T14:00:00Z",
        "tuesday 11:00, 2026-12-01T16:00:00Z",
        "today at noon, 2026-12-01T17:00:00Z",
        "12am, 2026-12-02T05:00:00Z",
        "9:30 tomorrow, 2026-12-02T14:30:00Z",
        "at noon tomorrow, 2026-12-02T17:00:00Z",
        "3 p.m. on Thursday there, 2026-12-03T20:00:00Z",
        "tomorrow ９：３０ there, 2026-12-02T14:30:00Z",
        "tomorrow 9.30 there, 2026-12-02T14:30:00Z",
        "in two hours, 2026-12-01T17:00:00Z",
        "in 2 weeks, 2026-12-15T15:00:00Z",
        "twenty minutes from now, 2026-12-01T15:20:00Z",
        "2026-12-03 15:00 +0530, 2026-12-03T09:30:00Z",
        "9:30, 2026-12-02T14:30:00Z",
        "2026-12-03T15:00, 2026-12-03T20:00:00Z"
    })
    void isTheMomentWhereTheCalleeIs(String words, Instant moment) {
        assertThat(CallTime.parse(words, NOW, NEW_YORK).at()).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "tomorrow",
                "tomorrow morning",
                "Thursday 3",
                "25:00",
                "13pm",
                "0am",
                "tomorrow 9:75",
                "2026-02-30 9:00",
                "in -5 minutes",
                "in 99999 days",
                "tomorrow 9:30 here",
                "every day 9:00",
                "tomorrow at 9",
                "9 tomorrow",
                "9:30 tomorrow and Thursday",
                "in a few hours",
                "2026-12-03 15:00 +05300",
                "tomorrow 9:30 there and again 10:30"
            })
    void whatIsNotClearIsRefusedWithWhatWouldBe(String words) {
        assertThatThrownBy(() -> CallTime.parse(words, NOW, NEW_YORK))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .containsAnyOf("3pm", "15:00", "does not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "yesterday 9:00",
                "today 9:00",
                "2026-12-01T14:59:59Z",
                "2026-11-30 9:00",
                "in 0 minutes",
                "2026-12-01T15:00:00Z"
            })
    void thePastIsRefused(String words) {
        assertThatThrownBy(() -> CallTime.parse(words, NOW, NEW_YORK)).hasMessageContaining("past");
    }

    @Test
    void wordsNeedOneTimeZoneUnlessAllGiveTheSameMoment() {
        List<ZoneId> two = List.of(ZoneId.of("America/New_York"), ZoneId.of("America/Chicago"));
        assertThatThrownBy(() -> CallTime.parse("tomorrow 9:30 there", NOW, two))
                .hasMessageContaining("RFC 3339")
                .hasMessageContaining("America/Chicago");
        assertThatThrownBy(() -> CallTime.parse("tomorrow 9:30 there", NOW, List.of()))
                .hasMessageContaining("RFC 3339");
        assertThat(CallTime.parse("in 20 minutes", NOW, two).at()).isEqualTo(NOW.plusSeconds(1200));
        List<ZoneId> alike = List.of(ZoneId.of("America/New_York"), ZoneId.of("America/Detroit"));
        assertThat(CallTime.parse("tomorrow 9:30", NOW, alike).at()).isEqualTo("2026-12-02T14:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-03-14 2:30", "2027-11-07 1:30"})
    void aTimeAtWhichClocksAreChangedIsRefused(String words) {
        assertThatThrownBy(() -> CallTime.parse(words, NOW, NEW_YORK)).hasMessageContaining("clocks");
    }

    @Test
    void isShownWhereTheCalleeIsAndAbsolutely() {
        assertThat(CallTime.shown(Instant.parse("2026-12-02T14:30:00Z"), NEW_YORK))
                .startsWith("Wed 2 Dec 2026 09:30 in America/New_York")
                .endsWith("which is 2026-12-02T14:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "next friday 3pm, 2026-12-04 or 2026-12-11",
        "on next Tuesday at 9:30 there, 2026-12-08 or 2026-12-15",
        "tonight, today 19:00 there",
        "tonight at 8, today 19:00 there",
        "this evening, today 19:00 there"
    })
    void wordsOfTwoMeaningsAreRefusedWithBoth(String words, String told) {
        assertThatThrownBy(() -> CallTime.parse(words, NOW, NEW_YORK)).hasMessageContaining(told);
    }

    @Test
    void aTollFreeNumberIsInNoZone() {
        List<ZoneId> zones = new NumberingPlan().timeZones(PhoneNumber.of("+18005550199"));
        assertThatThrownBy(() -> CallTime.parse("tomorrow 9:30", NOW, zones))
                .hasMessageContaining("RFC 3339")
                .message()
                .doesNotContain("America/");
        assertThat(CallTime.shown(NOW, zones).split(" in ")).hasSize(2);
    }

    @Test
    void aZoneIsShownOnceUnderOneName() {
        String here = Period.defaultZone().getId();
        assertThat(CallTime.shown(NOW, List.of(ZoneId.of("Asia/Calcutta"), ZoneId.of("Asia/Kolkata"))))
                .as("here it is " + here)
                .containsOnlyOnce("Asia/");
    }
}
