package com.osmtalk.voice.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.TurnTakingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndOfTurnTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Yes, I can.",
                "Could you say that again?",
                "No!",
                "He said \"yes.\"",
                "जी हाँ।",
                "Tomorrow at two.",
                "My number is 98 4500 1234.",
                "It is nine eight four five zero zero one two three four.",
                "We are twelve people.",
                "I know where it is.",
                "That is what I am looking for.",
            })
    void aCompleteSentence(String words) {
        assertThat(silence(words)).isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Tomorrow morning", "I would like an appointment", "kal subah", "कल सुबह", "Yes", "Room 2", ""})
    void wordsThatMayOrMayNotGoOn(String words) {
        assertThat(silence(words)).isEqualTo(700);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I would like to come on Tuesday and",
                "I would like to come on Tuesday, and.",
                "Um.",
                "Well, um...",
                "It depends on the",
                "I can't because",
                "I know that it is",
                "So I would like to",
                "मैं आना चाहता हूँ लेकिन",
                "main aana chahta hoon lekin",
                "It is five five one",
                "Five, five.",
                "It is 98 450",
                "9 8 4 5.",
                "nau aath saat",
                "नौ आठ सात",
                "It is M A Y",
                "My name is S-M-I",
                "M. A. Y.",
                "S as in Sugar",
            })
    void wordsThatGoOn(String words) {
        assertThat(silence(words)).as(words).isEqualTo(1_200);
    }

    @Test
    void onlyTheEndOfALongSpeechIsLookedAt() {
        assertThat(silence("nine ".repeat(200_000) + "is my favourite.")).isEqualTo(300);
        assertThat(silence("a ".repeat(200_000))).isEqualTo(1_200);
    }

    private static long silence(String words) {
        return EndOfTurn.silence(words, TurnTakingSettings.DEFAULT);
    }
}
