package com.osmtalk.voice.brain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneMenuTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "For appointments, press 2. For billing, press 3. To speak to reception, press 0."
                        + " | 2 appointments; 3 billing; 0 speak to reception",
                "Press one for sales, press two for support, or press zero for an operator."
                        + " | 1 sales; 2 support; 0 an operator",
                "If you know your party's extension, dial it now. To speak to sales, press 1." + " | 1 speak to sales",
                "For English, press one. Para español, marque el dos." + " | 1 english; 2 espanol",
                "If you are a new patient, please press 4 now. For the rest, press the star key."
                        + " | 4 you are a new patient; * the rest",
                "This call may be recorded. For sales, press 1. To repeat this message, press 9."
                        + " | 1 sales; 9 repeat this message",
                "हिंदी के लिए दो दबाएं।" + " | 2 हिंदी",
                "Appointment ke liye ek dabaye. Billing ke liye do dabaye." + " | 1 appointment; 2 billing",
                "For sales press 3, for parts press 4, to leave a message press 5, for hours press 6."
                        + " | 3 sales; 4 parts; 5 leave a message; 6 hours",
            })
    void whatIsOffered(String words, String options) {
        assertThat(PhoneMenu.of(words).orElseThrow().options().stream()
                        .map(option -> option.key() + " " + option.purpose())
                        .collect(Collectors.joining("; ")))
                .isEqualTo(options);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello, this is Anna. How can I help you?",
                "Please leave a message after the tone. When you have finished, hang up or press 1 for more options.",
                "Press 1 to leave a message, press 2 for more options.",
                "They told me to press 2 to talk to you.",
                "Do I press one to confirm?",
                "The number you have dialled is switched off.",
                "",
            })
    void whatIsNoMenu(String words) {
        assertThat(PhoneMenu.of(words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "You remind patients of their appointments., 2",
        "Ask about the open bill and when it will be paid., 3",
        "Offer them a solar panel., 0",
    })
    void theKeyFitsTheTaskOrLeadsToSomebody(String task, String key) {
        assertThat(PhoneMenu.of("For appointments, press 2. For billing, press 3. To speak to reception, press 0.")
                        .orElseThrow()
                        .keyFor(task))
                .contains(key);
    }

    @Test
    void noKeyIsPressedWhereNoneFits() {
        assertThat(PhoneMenu.of("For rabbits, press 2. For hamsters, press 3.")
                        .orElseThrow()
                        .keyFor("Sell a boat."))
                .isEmpty();
    }

    @Test
    void aMenuOfAnyLengthIsRead() {
        assertThat(PhoneMenu.of("For item and thing, press 2. ".repeat(20_000))).isPresent();
        assertThat(PhoneMenu.of("for for to if press ".repeat(50_000))).isEmpty();
    }
}
