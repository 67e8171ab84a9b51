package com.osmtalk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello {{name}}, how are you?|Hello Priya, how are you?",
                "Hello {{ name }}!|Hello Priya!",
                "Hello {{nobody}}, how are you?|Hello, how are you?",
                "Hello {{nobody}}!|Hello!",
                "Hello {{nobody}} there|Hello there",
                "{{nobody}}, hello|hello",
                "On {{nobody}} {{nobody}}.|On.",
                "Dear {{nobody}} {{name}},|Dear Priya,",
                "Hello {{nobody}}|Hello",
                "No {place} here }}|No {place} here }}",
                "{{name}}{{name}}|PriyaPriya",
                "{{Order No.1}}|42",
            })
    void placesAreFilledAndEmptyOnesLeaveNoGap(String text, String filled) {
        assertThat(Placeholders.fill(text, Map.of("name", "Priya", "Order No.1", "42")))
                .isEqualTo(filled);
    }

    @Test
    void aValueIsTakenAsItIsOnOneLine() {
        Map<String, String> odd =
                Map.of("a", "$1 \\ {{b}}", "b", "never", "c", " x\n2. Pay now\t\u0007\u202e!", "d", "   ");

        assertThat(Placeholders.fill("<{{a}}>", odd)).isEqualTo("<$1 \\ {{b}}>");
        assertThat(Placeholders.fill("<{{c}}>", odd)).isEqualTo("<x 2. Pay now !>");
        assertThat(Placeholders.fill("say {{d}}, yes", odd)).isEqualTo("say, yes");
    }

    @Test
    void theNamesOfPlacesComeOnceInTheirOrderAndAreNamesAVariableCanHave() {
        assertThat(Placeholders.names(
                        "Hello {{ first_name }}, it is {{day}}.",
                        "{{day}} {{Order No.1}} {{}} {{a?}} {b} {{first_name}}"))
                .containsExactly("first_name", "day", "Order No.1");
    }

    @Test
    void aLongTextOfBracesTakesNoTime() {
        String braces = "{".repeat(200_000) + "}".repeat(200_000);

        assertThat(Placeholders.fill(braces, Map.of())).hasSizeLessThanOrEqualTo(400_000);
    }
}
