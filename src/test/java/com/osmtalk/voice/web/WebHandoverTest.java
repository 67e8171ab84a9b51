package com.osmtalk.voice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Visitor;
import com.osmtalk.Waiting;
import com.osmtalk.api.Agent;
import com.osmtalk.voice.TestAgent;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.speech.UtteranceListening;
import com.osmtalk.voice.speech.UtteranceSpeaking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A web call with sound goes from one agent to another, and the visitor hears another voice. */
class WebHandoverTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int RAVI = 900;
    private static final int RECEPTIONIST = 300;

    private static final Agent BILLING = TestAgent.reminder()
            .called("agent_b", "Billing")
            .speakingAs("ravi")
            .greeting("This is Billing.")
            .prompt("You explain invoices.\n1. Which invoice is it about?")
            .idleTimeoutSeconds(60)
            .build();
    private static final Agent RECEPTION = TestAgent.reminder()
            .called("agent_a", "Reception")
            .greeting("Hello, this is Acme. Ready?")
            .prompt("You ask how people are.\n1. How are you today?")
            .handsOverTo(Map.of("agent_b", "when they ask about an invoice"))
            .idleTimeoutSeconds(60)
            .build();

    @Test
    void afterTheHandoverTheVisitorHearsTheOtherAgentsVoice() {
        SpeechServices speech = SpeechServices.of(
                new UtteranceListening(
                        (pcm, length, language) -> CompletableFuture.completedFuture("My invoice is wrong.")),
                new UtteranceSpeaking((sentence, terms) ->
                        CompletableFuture.completedFuture(sound(terms.voice().equals("ravi") ? RAVI : RECEPTIONIST))));
        try (CallWithSound call = new CallWithSound(RECEPTION, agent -> List.of(BILLING), speech);
                Visitor visitor = call.join(true)) {
            visitor.awaitAgent("Ready?");
            assertThat(visitor.frames).isNotEmpty().allMatch(frame -> loudness(frame) == RECEPTIONIST);

            call.talk(visitor);
            visitor.awaitAgent("Which invoice is it about?");

            Waiting.untilTrue(LIMIT, () -> loudness(visitor.frames.get(visitor.frames.size() - 1)) == RAVI);
            List<Integer> heard =
                    visitor.frames.stream().map(WebHandoverTest::loudness).toList();
            assertThat(heard.subList(heard.indexOf(RAVI), heard.size()))
                    .as("nothing more in the first agent's voice")
                    .containsOnly(RAVI);
        }
    }

    /** A tenth of a second of one value. */
    private static byte[] sound(int value) {
        byte[] pcm = new byte[100 * Pcm.BYTES_PER_MILLISECOND];
        for (int at = 0; at < pcm.length; at += 2) {
            Pcm.put(pcm, at, value);
        }
        return pcm;
    }

    private static int loudness(byte[] frame) {
        return (short) ((frame[0] & 0xff) | frame[1] << 8);
    }
}
