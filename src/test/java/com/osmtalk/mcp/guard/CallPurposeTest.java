package com.osmtalk.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallPurposeTest {
    private static final List<String> ASKED = List.of("name", "day");
    private static final String USUAL = heard(Map.of("name", "Zoë 5", "day", "Tuesday"), ASKED);

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
                "Zoe 5",
                "Zoë5",
                "Zoë 5.",
                "Zoë, 5!",
                "¡Zoë – (5)?",
                "Zoë 5 \u2705",
                "\uD83D\uDE00Zoë 5\uD83D\uDC4D\uD83C\uDFFD",
                "Z\u043Eë 5",
                "Z\u03BFë 5",
                "\u0396\u039F\u0415 5",
                "Z\u0585ë 5",
                "\uFF3A\uFF4F\uFF45 5",
                "\uD835\uDC19\uD835\uDC28\uD835\uDC1E 5",
                "Z0ë 5",
                "Zoë \u0665",
                "Zo\u0451 5",
            })
    void isTheSameHoweverItIsWritten(String name) {
        assertThat(heard(Map.of("name", name, "day", "Tuesday"), ASKED)).isEqualTo(USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë 6", "Zoë 55", "Zoë 5 5", "Zoa 5", "Zoë", ""})
    void isAnotherWhereItSoundsOtherwise(String name) {
        assertThat(heard(Map.of("name", name, "day", "Tuesday"), ASKED)).isNotEqualTo(USUAL);
    }

    @Test
    void isNotChangedByAVariableTheAgentHasNoPlaceFor() {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("attempt", "2");
        more.put("day", "Tuesday");
        more.put("name", "Zoë 5");
        assertThat(heard(more, ASKED)).isEqualTo(USUAL);
        assertThat(heard(Map.of("attempt", "2"), List.of())).isEqualTo(heard(Map.of(), List.of()));
        assertThat(heard(more, null)).as("which nobody knows").isNotEqualTo(USUAL);
    }

    @Test
    void isNotChangedByABlankVariable() {
        assertThat(heard(Map.of("name", "Zoë 5", "day", "Tuesday", "x", " \u200B"), null))
                .isEqualTo(heard(Map.of("name", "Zoë 5", "day", "Tuesday"), null));
    }

    @Test
    void tellsWhichVariableHasTheValue() {
        assertThat(heard(Map.of("name", "a", "day", "b"), ASKED))
                .isNotEqualTo(heard(Map.of("name", "b", "day", "a"), ASKED));
    }

    /** What differs, and what is the same but for how it is written. */
    @ParameterizedTest
    @CsvSource({
        "3.30,        330,         false",
        "3.30,        3:30,        true",
        "10\u00A0000, 10000,       true",
        "'10,000',    10000,       true",
        "1.5,         15,          false",
        "Alice,       A1ice,       true",
        "Alice,       AIice,       true",
        "paypal,      \u0440\u0430\u0443\u0440\u0430l, true",
        "nova,        \u03B7o\u03BDa, true",
        "Straße,      STRASSE,     true",
        "Łódź,        lodz,        true",
        "Ивана,       ИВАНА,       true",
        "Ивана,       Ивану,       false",
        "Άννα,        ΑΝΝΑ,        true",
        "\u0915\u093F, \u0915\u093E, false",
        "\u0915\u093C, \u0915,       true",
        "\u0958,      \u0915\u093C, true",
        "नमस्ते,        नमस्ते।,        true",
        "東京,         京都,          false",
        "が,           か,           false",
        "sales,       ꮪꭺꮮꭼꮪ,       true",
        "SALES,       ᏚᎪᏞᎬᏚ,       true",
        "sales,       ꓢꓮꓡꓰꓢ,       true",
        "hard,        ᕼᗅᖇᗪ,        true",
        "pay,         pɑɏ,         true",
        "coco,        ⲥⲟⲥⲟ,        true",
        "soft,        𐑈𐐬ft,        true",
        "room,        rסഠm,        true",
        "book,        ьooқ,        true",
        "don't,       donʼt,       true",
        "שלום,        שלסם,        false",
        "мало,        мыло,        false",
    })
    void hearsWhatIsSaid(String one, String other, boolean same) {
        String first = heard(Map.of("name", one), ASKED);
        String second = heard(Map.of("name", other), ASKED);
        assertThat(first.equals(second)).as("%s and %s", one, other).isEqualTo(same);
    }

    private static String heard(Map<String, String> variables, @Nullable List<String> asked) {
        return CallPurpose.of(variables, asked).fingerprint();
    }
}
