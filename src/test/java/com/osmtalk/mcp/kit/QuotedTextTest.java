package com.osmtalk.mcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTextTest {
    @Test
    void showWhatIsThereAndWhereItEnds() {
        assertThat(quoted("Asha")).isEqualTo("\"Asha\"");
        assertThat(quoted(" Asha ")).isEqualTo("\" Asha \"");
        assertThat(quoted("say \"yes\" \\ no")).isEqualTo("\"say \\\"yes\\\" \\\\ no\"");
        assertThat(quoted("one\r\n\tTo: +12025550199")).isEqualTo("\"one\\r\\n\\tTo: +12025550199\"");
        assertThat(quoted("a\u202Eb\u200Bc\u2028d\u00A0e")).isEqualTo("\"a\\u{202E}b\\u{200B}c\\u{2028}d\\u{00A0}e\"");
        assertThat(quoted("a\u200Db\u200C \u200D")).isEqualTo("\"a\\u{200D}b\\u{200C} \\u{200D}\"");
        assertThat(quoted("a\uFE0F\uFE01\uDB40\uDC41\u3164")).isEqualTo("\"a\\u{FE0F}\\u{FE01}\\u{E0041}\\u{3164}\"");
        assertThat(quoted("\u0001\u009B")).isEqualTo("\"\\u{0001}\\u{009B}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"क्\u200Dषमा करें", "👩\u200D💻", "❤\uFE0F\u200D🔥", "नमस्ते – José, 5 o'clock"})
    void leaveAsItIsWhatBelongsToASign(String words) {
        assertThat(quoted(words)).isEqualTo('"' + words + '"');
    }

    private static String quoted(String words) {
        return QuotedText.words(words, 100);
    }

    @Test
    void showWhatIsHiddenBehindASign() {
        assertThat(QuotedText.words("👩\uFE0F\uFE0F\u200D\u200D💻", 100))
                .isEqualTo("\"👩\uFE0F\\u{FE0F}\\u{200D}\\u{200D}💻\"");
    }

    @Test
    void sayHowLongTheyAreWhereTheyAreCut() {
        assertThat(QuotedText.words("💻".repeat(1200), 3)).isEqualTo("\"💻💻💻…\" (1200 characters in all)");
        assertThat(QuotedText.words("abc", 3)).isEqualTo("\"abc\"");
    }

    @Test
    void ofManyVariablesSayHowManyThereAre() {
        Map<String, String> variables = new TreeMap<>();
        for (int i = 10; i < 60; i++) {
            variables.put("v" + i, "x".repeat(300));
        }
        assertThat(QuotedText.fields(variables, 300))
                .startsWith("v10 = \"xxx")
                .endsWith(", … (50 in all)")
                .hasSizeLessThan(4200);
        assertThat(QuotedText.fields(new TreeMap<>(Map.of("b", "2", "a", "1")), 300))
                .isEqualTo("a = \"1\", b = \"2\"");
    }

    /** Marks without end are drawn over the lines above and below, which are ours. */
    @Test
    void aLetterCarriesThreeMarksAtMost() {
        assertThat(QuotedText.words("o\u0302\u0323\u0301", 80)).isEqualTo("\"o\u0302\u0323\u0301\"");
        assertThat(QuotedText.words("o" + "\u0336".repeat(5), 80))
                .isEqualTo("\"o\u0336\u0336\u0336\\u{0336}\\u{0336}\"");
    }
}
