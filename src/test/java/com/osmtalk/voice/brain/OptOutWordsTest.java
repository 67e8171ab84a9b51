package com.osmtalk.voice.brain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptOutWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "Please stop.",
                "stop, please!",
                "StopAll",
                "STOP ALL",
                "UNSUBSCRIBE",
                "Cancel",
                "END",
                " quit\n",
                "revoke",
                "OPT-OUT",
                "optout",
                "_stop_",
                "*stop*",
                "\u201cStop\u201d \uD83D\uDED1",
                "\uFF33\uFF34\uFF2F\uFF30",
                "St\u00f3p",
                "S T O P",
                "st\u200bop",
                "BAJA",
                "बंद करो",
            })
    void aCarriersWordAloneIsAnOptOutInWriting(String message) {
        assertThat(OptOutWords.WRITTEN.areIn(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!",
                "Which stop is it near?",
                "Don't stop",
                "Cancel my appointment",
                "The end",
                "At the week's end",
                "stopover",
                "I quit smoking",
                "unsubscribed",
            })
    void amongOthersItIsNone(String message) {
        assertThat(OptOutWords.WRITTEN.areIn(message)).isFalse();
    }
}
