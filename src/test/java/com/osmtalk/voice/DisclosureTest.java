package com.osmtalk.voice;

import static com.osmtalk.voice.RecordedCall.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.Agent;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.brain.OptOutWords;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Timeline;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The person is told first that an AI speaks, and counts as told when they could hear it to its end. */
class DisclosureTest {
    private static final String AI = "I am an AI assistant calling for Riverside Dental.";
    private static final String RECORDED = "This call is recorded.";
    private static final CallRules RULES = new CallRules(number -> true, OptOutWords.USUAL, AI + " " + RECORDED);
    private static final Agent AGENT = TestAgent.reminder()
            .greeting("Hello, this is Maya. Is this a good time?")
            .build();

    private static RecordedCall call(Agent agent, TestCarrier carrier) {
        try (Switchboard switchboard = new Switchboard(new VoiceSettings(1, null), SimulatedNetwork.only(carrier))) {
            RecordedCall call = RecordedCall.dial(switchboard, plan(agent, "+12025550100", RULES), (live, line) -> {});
            call.end();
            return call;
        }
    }

    private static TestCarrier person(BiConsumer<Timeline, LineEvents> otherSide) {
        return new TestCarrier((time, line) -> {
            time.after(1, line::answered);
            otherSide.accept(time, line);
        });
    }

    @Test
    void itBeginsTheFirstTurn() {
        RecordedCall call = call(AGENT, person((time, line) -> time.after(9_000, line::hungUp)));

        assertThat(call.said(TranscriptRole.AGENT))
                .containsExactly(AI + " " + RECORDED + " Hello, this is Maya. Is this a good time?");
        assertThat(call.order).containsOnlyOnce("disclosed");
    }

    @Test
    void anAgentWithoutAGreetingSaysItBeforeItThinks() {
        RecordedCall call = call(
                TestAgent.reminder().greeting("").build(), person((time, line) -> time.after(9_000, line::hungUp)));

        assertThat(call.said(TranscriptRole.AGENT)).singleElement().asString().startsWith(AI + " " + RECORDED + " ");
    }

    @Test
    void whatWasTalkedOverIsSaidAgainAndTheGreetingWithIt() {
        // each sentence takes two seconds; the person says hello in the middle of the first
        RecordedCall call = call(AGENT, person((time, line) -> {
            TestCarrier.speak(time, line, 1_000, "Hello?");
            time.after(20_000, line::hungUp);
        }));

        List<String> said = call.said(TranscriptRole.AGENT);
        assertThat(said.get(0)).isNotEqualTo(AI).hasSizeLessThan(AI.length());
        assertThat(said.get(1)).isEqualTo(AI + " " + RECORDED + " Hello, this is Maya. Is this a good time?");
        assertThat(call.order).containsOnlyOnce("disclosed");
        assertThat(call.order.indexOf("disclosed")).isGreaterThan(call.order.indexOf("said"));
    }

    @Test
    void onlyWhatWasNotHeardIsSaidAgain() {
        // the first sentence was said, the second is interrupted
        RecordedCall call = call(AGENT, person((time, line) -> {
            TestCarrier.speak(time, line, 3_000, "Hello?");
            time.after(20_000, line::hungUp);
        }));

        assertThat(call.said(TranscriptRole.AGENT).get(1))
                .isEqualTo(RECORDED + " Hello, this is Maya. Is this a good time?");
        assertThat(call.order).containsOnlyOnce("disclosed");
    }

    @Test
    void aQuestionThatTalksItOverIsAnsweredAfterIt() {
        RecordedCall call = call(AGENT, person((time, line) -> {
            TestCarrier.speak(time, line, 1_000, "Who is this please?");
            time.after(30_000, line::hungUp);
        }));

        assertThat(call.said(TranscriptRole.AGENT).get(1)).startsWith(AI + " " + RECORDED + " ");
        assertThat(call.order).containsOnlyOnce("disclosed");
    }

    @Test
    void whoHangsUpBeforeItsEndWasNotTold() {
        RecordedCall call = call(AGENT, person((time, line) -> time.after(3_000, line::hungUp)));

        assertThat(call.order).doesNotContain("disclosed");
    }

    @Test
    void whoWantsNoCallIsNotKeptWithIt() {
        RecordedCall call = call(AGENT, person((time, line) -> {
            TestCarrier.speak(time, line, 1_000, "Please take me off your list.");
            time.after(30_000, line::hungUp);
        }));

        assertThat(call.said(TranscriptRole.AGENT).get(1)).startsWith("Of course, and I am sorry");
        assertThat(call.order).contains("optedOut").doesNotContain("disclosed");
    }

    @Test
    void withoutRulesAboutItNothingIsSaidFirst() {
        TestCarrier carrier = person((time, line) -> time.after(9_000, line::hungUp));
        try (Switchboard switchboard = new Switchboard(new VoiceSettings(1, null), SimulatedNetwork.only(carrier))) {
            RecordedCall call = RecordedCall.dial(switchboard, AGENT, "+12025550100");
            call.end();

            assertThat(call.said(TranscriptRole.AGENT)).containsExactly("Hello, this is Maya. Is this a good time?");
            assertThat(call.order).doesNotContain("disclosed");
        }
    }

    @Test
    void aMessageForAMachineBeginsWithIt() {
        Agent agent = TestAgent.reminder()
                .greeting("Hello, this is Maya.")
                .voicemailMessage("Your appointment is on Tuesday.")
                .build();
        RecordedCall call = call(agent, person((time, line) -> {
            // the agent has said its first words by then: nobody has heard them
            TestCarrier.speak(time, line, 9_000, "Please leave a message after the tone.");
            time.after(11_000, line::beep);
        }));

        assertThat(call.said(TranscriptRole.AGENT)).endsWith(AI + " " + RECORDED + " Your appointment is on Tuesday.");
        assertThat(call.order).containsSubsequence("disclosed", "disclosureUnheard", "disclosed");
    }

    @Test
    void aMachineThatIsLeftNoMessageWasNotTold() {
        RecordedCall call = call(
                AGENT,
                person((time, line) -> TestCarrier.speak(time, line, 9_000, "Please leave a message after the tone.")));

        assertThat(call.order)
                .containsSubsequence("disclosed", "disclosureUnheard")
                .last()
                .isEqualTo("ended");
        assertThat(call.order.lastIndexOf("disclosed")).isLessThan(call.order.indexOf("disclosureUnheard"));
    }

    @Test
    void thePersonBehindAMenuIsToldAndTheMenuIsNot() {
        Agent agent = TestAgent.reminder()
                .greeting("Hello, this is Maya.")
                .prompt("Remind them of their appointment.\n1. Are you well?\n2. Are you ready?")
                .build();
        RecordedCall call = call(agent, person((time, line) -> {
            TestCarrier.speak(time, line, 9_000, "For appointments, press 2. For billing, press 3.");
            TestCarrier.speak(time, line, 16_000, "Hello?");
            time.after(40_000, line::hungUp);
        }));

        assertThat(call.said(TranscriptRole.AGENT).get(1)).startsWith(AI + " " + RECORDED);
        assertThat(call.order).containsSubsequence("disclosed", "disclosureUnheard", "disclosed");
        assertThat(call.lines.stream()
                        .map(TranscriptEntry::role)
                        .dropWhile(role -> role != TranscriptRole.CALLER)
                        .limit(3))
                .containsExactly(TranscriptRole.CALLER, TranscriptRole.TOOL, TranscriptRole.CALLER);
    }
}
