package com.osmtalk.voice.brain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Please stop calling me|OPT_OUT",
                "Don’t call me again.|OPT_OUT",
                "Do not call this number at night or ever|OPT_OUT",
                "Take me off your list|OPT_OUT",
                "remove my number from this|OPT_OUT",
                "I'd like to opt out|OPT_OUT",
                "unsubscribe|OPT_OUT",
                "Never call here|OPT_OUT",
                "Don't call me before five, please|CALLBACK",
                "Don't call me right now, I am driving|CALLBACK",
                "I don't call often|NO",
                "Please don't stop calling|STATEMENT",
                "Can I speak to a person?|HUMAN",
                "I want a real human|HUMAN",
                "put me through to the manager|HUMAN",
                "I'm not interested, thanks|NOT_INTERESTED",
                "I don't need anything|NOT_INTERESTED",
                "Could you call me back tomorrow?|CALLBACK",
                "This is a bad time|CALLBACK",
                "I am in a meeting|CALLBACK",
                "Sorry?|REPEAT",
                "Could you repeat that?|REPEAT",
                "Who is this?|WHO",
                "Are you a robot?|WHO",
                "Hello?|GREETING",
                "How much does it cost?|QUESTION",
                "Yes. Do I need to bring anything?|QUESTION",
                "Yes?|YES",
                "Okay, bye|GOODBYE",
                "No problem|YES",
                "No|NO",
                "No, I can't|NO",
                "Not really|NO",
                "I can't make it|NO",
                "Unfortunately that is too late|NO",
                "Yes, I can|YES",
                "yeah sure|YES",
                "I can do that|YES",
                "That works|YES",
                "Okay|YES",
                "[keypad] 12|KEYPAD",
                "Thursday at ten|STATEMENT",
                "I know nothing about Noah|STATEMENT",
                "''|STATEMENT",
            })
    void aLineMeansWhatAPersonWouldTakeItFor(String said, Intent meant) {
        assertThat(Intent.of(said)).isEqualTo(meant);
    }
}
