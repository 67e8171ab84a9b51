package com.osmtalk.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.Agent;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.brain.OptOutWords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of any length and kind, from a prompt, a variable or a caller, is dealt with in no time. */
@Timeout(300)
class LongInputTest {
    private static final int LENGTH = 100_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a. ",
                "?",
                "x",
                "do not call me before ",
                "the number you have called ",
                "no, ",
                "a or b, ",
                "{{",
                "1. ask whether they ",
                "- ",
                "\n",
                "voicemail ",
                "n't stop ",
                "\u0000",
                "\"a",
                "who ",
                "😀",
                "Ask the customer about their ",
                "yes i can"
            })
    void aLongTextIsDealtWith(String piece) {
        String text = piece.repeat(LENGTH / piece.length());
        Agent agent = TestAgent.reminder().prompt(text).greeting("Hi. Ready? ").build();
        try (Switchboard switchboard = SimulatedNetwork.switchboard(1e6)) {
            List<TranscriptEntry> lines = List.of(
                    new TranscriptEntry(0, TranscriptRole.AGENT, text + "?", 0, null),
                    new TranscriptEntry(1, TranscriptRole.CALLER, text, 0, null));
            assertThat(switchboard
                            .reply(agent, Map.of("name", text), OptOutWords.USUAL, lines, text)
                            .toCompletableFuture()
                            .join()
                            .text())
                    .isNotEmpty();
            assertThat(switchboard
                            .analyse(agent, lines)
                            .toCompletableFuture()
                            .join()
                            .summary())
                    .isNotEmpty();
        }
    }

    @Test
    void aCallWithALongGreetingEndsAtItsLongestDuration() {
        Agent agent = TestAgent.reminder()
                .greeting("a or b, ".repeat(10_000) + "?")
                .maxDurationSeconds(60)
                .build();
        try (Switchboard switchboard = SimulatedNetwork.switchboard(1e6)) {
            assertThat(RecordedCall.dial(switchboard, agent, "+12025550100")
                            .end()
                            .duration())
                    .isEqualTo(Duration.ofSeconds(60));
        }
    }
}
