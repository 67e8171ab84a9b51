package com.osmtalk.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallPurposeTest {
    private static final List<String> ASKED = List.of("name", "day");
    private static final String USUAL = CallPurpose.of(Map.of("name", "Zoë 5", "day", "Tuesday"), ASKED);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë 5",
                " Zoë \t\n 5 ",
                "Zoe\u0308 5",
                "ZOË 5",
                "Zo\u200Bë 5",
                "Zoë\u00A05\u2028",
                "\u202EZoë\u2066 5\uFEFF",
                "Zo\u200D\u200Cë 5\uFE0F",
                "Zoë \uFF15",
                "Zo\u0007ë 5\uDB40\uDC41",
                "Zoë\u3164 5\u034F",
            })
    void isTheSameHoweverItIsWritten(String name) {
        assertThat(CallPurpose.of(Map.of("name", name, "day", "Tuesday"), ASKED))
                .isEqualTo(USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoe 5", "Zoë 6", "Zoë5", "Zoë", ""})
    void isAnotherWhereItSoundsOtherwise(String name) {
        assertThat(CallPurpose.of(Map.of("name", name, "day", "Tuesday"), ASKED))
                .isNotEqualTo(USUAL);
    }

    @Test
    void isNotChangedByAVariableTheAgentHasNoPlaceFor() {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("attempt", "2");
        more.put("day", "Tuesday");
        more.put("name", "Zoë 5");
        assertThat(CallPurpose.of(more, ASKED)).isEqualTo(USUAL);
        assertThat(CallPurpose.of(Map.of("attempt", "2"), List.of())).isEqualTo(CallPurpose.of(Map.of(), List.of()));
        assertThat(CallPurpose.of(more, null)).as("which nobody knows").isNotEqualTo(USUAL);
    }

    @Test
    void isNotChangedByABlankVariable() {
        assertThat(CallPurpose.of(Map.of("name", "Zoë 5", "day", "Tuesday", "x", " \u200B"), null))
                .isEqualTo(CallPurpose.of(Map.of("name", "Zoë 5", "day", "Tuesday"), null));
    }

    @Test
    void tellsWhichVariableHasTheValue() {
        assertThat(CallPurpose.of(Map.of("name", "a", "day", "b"), ASKED))
                .isNotEqualTo(CallPurpose.of(Map.of("name", "b", "day", "a"), ASKED));
    }
}
