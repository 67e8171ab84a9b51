package com.osmtalk.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.brain.OptOutWords;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody is led to believe that a person speaks: with a script, with a model that would lie, aloud and in writing. */
class TruthTest {
    private static final double SPEED = 20;
    private static final String TRUTH = "I am an AI assistant, not a person.";

    private static TestCarrier asks(String question) {
        return new TestCarrier((time, line) -> {
                    time.after(100, line::answered);
                    TestCarrier.speak(time, line, 4_200, question);
                })
                .atSpeed(SPEED);
    }

    private static TestAgent agent() {
        return TestAgent.reminder().greeting("Hello. Ready?").idleTimeoutSeconds(600);
    }

    /** The agent's answer to the question; then the call is over. */
    private static String answer(Switchboard switchboard) {
        RecordedCall call =
                RecordedCall.dial(switchboard, RecordedCall.plan(agent().build(), "+12025550150"), (live, line) -> {
                    if (line.index() == 2) {
                        live.hangUp();
                    }
                });
        call.end();
        return call.said(TranscriptRole.AGENT).get(1);
    }

    private static Switchboard switchboard(TestCarrier carrier, FakeModel model) {
        return new Switchboard(
                new VoiceSettings(SPEED, new VoiceSettings.Model(model.baseUrl(), null, "test-model")),
                SimulatedNetwork.only(carrier));
    }

    private static FakeModel says(String words) {
        return new FakeModel(peer -> {
            peer.eventStream();
            peer.content(words);
            peer.finish("stop");
        });
    }

    @Test
    void theScriptAnswersAndGoesOnWithItsQuestion() {
        try (Switchboard switchboard =
                new Switchboard(new VoiceSettings(SPEED, null), SimulatedNetwork.only(asks("R u a r0bot?")))) {
            assertThat(answer(switchboard)).startsWith(TRUTH + " ").contains("Can you make it to your appointment");
        }
    }

    @Test
    void aModelThatDeniesItIsNotHeard() {
        try (FakeModel model = says("No, I'm not. I am a real person called Maya. Can you make it on Tuesday?");
                Switchboard switchboard = switchboard(asks("Are you a robot?"), model)) {
            assertThat(answer(switchboard)).isEqualTo(TRUTH + " Can you make it on Tuesday?");
        }
    }

    @Test
    void aModelThatClaimsItUnaskedIsPutRight() {
        try (FakeModel model = says("Great. I am human too.");
                Switchboard switchboard = switchboard(asks("I would like to come."), model)) {
            assertThat(answer(switchboard)).endsWith(TRUTH).doesNotContain("I am human too");
        }
    }

    @Test
    void whatElseWasAskedIsAnsweredToo() {
        try (FakeModel model = says("Yes, until six.");
                Switchboard switchboard =
                        switchboard(asks("Are you a machine? And are you open this evening?"), model)) {
            assertThat(answer(switchboard)).isEqualTo(TRUTH + " Yes, until six.");
        }
    }

    @Test
    void theModelIsToldToo() {
        try (FakeModel model = says("Fine.");
                Switchboard switchboard = switchboard(asks("Yes."), model)) {
            answer(switchboard);

            assertThat(model.request(0).at("/messages/0/content").asText())
                    .contains("never claim or suggest that you are a person");
        }
    }

    @Test
    void inWritingToo() {
        try (FakeModel model = says("Nope, all human here!");
                Switchboard switchboard = switchboard(asks("Yes."), model)) {
            String reply = switchboard
                    .reply(agent().build(), Map.of(), OptOutWords.USUAL, List.of(), "ru a bot")
                    .toCompletableFuture()
                    .join()
                    .text();

            assertThat(reply).isEqualTo(TRUTH);
        }
    }
}
