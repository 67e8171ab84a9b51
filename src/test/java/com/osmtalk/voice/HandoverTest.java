package com.osmtalk.voice;

import static com.osmtalk.voice.TestCarrier.speak;
import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.Agent;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.Switchboard.WrittenReply;
import com.osmtalk.voice.brain.Colleagues;
import com.osmtalk.voice.brain.Handover;
import com.osmtalk.voice.brain.OptOutWords;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A conversation goes from one agent to another of the account, with a model and with the script. */
class HandoverTest {
    private static final double SPEED = 20;
    private static final String TO = "+12025550100";
    private static final String AI = "I am an AI assistant calling for Acme.";
    private static final String LINE = "Handed over to Billing (agent_b).";
    private static final Agent RECEPTION = reception("when they ask about an invoice");
    private static final Agent BILLING = TestAgent.reminder()
            .called("agent_b", "Billing")
            .speakingAs("ravi")
            .greeting("This is Billing.")
            .prompt("You explain invoices.\n1. Which invoice is it about?")
            .idleTimeoutSeconds(60)
            .build();
    private static final Colleagues COLLEAGUES =
            agent -> agent.id().equals("agent_a") ? List.of(BILLING) : List.of(RECEPTION);

    private static Agent reception(String trigger) {
        return TestAgent.reminder()
                .called("agent_a", "Reception")
                .greeting("Hello, this is Acme. Ready?")
                .prompt("You ask how people are.\n1. How are you today?")
                .handsOverTo(Map.of("agent_b", trigger))
                .idleTimeoutSeconds(60)
                .build();
    }

    private static RecordedCall call(VoiceSettings settings, TestCarrier carrier, Colleagues colleagues) {
        CallRules rules = new CallRules(number -> true, OptOutWords.USUAL, AI);
        try (Switchboard switchboard = new Switchboard(settings, SimulatedNetwork.only(carrier))) {
            CallPlan plan = RecordedCall.plan(RECEPTION, TO, rules).with(colleagues);
            RecordedCall call = RecordedCall.dial(switchboard, plan, (live, line) -> {});
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

    private static VoiceSettings by(FakeModel model) {
        return new VoiceSettings(
                1, new VoiceSettings.Model(model.baseUrl(), "sk", "test-model", Duration.ofSeconds(30)));
    }

    @Test
    void theOtherAgentGoesOnInItsVoiceByItsScript() {
        TestCarrier carrier = person((time, line) -> {
            speak(time, line, 8_000, "My invoice is wrong.");
            speak(time, line, 24_000, "The one of May.");
        });
        RecordedCall call = call(new VoiceSettings(1, null), carrier, COLLEAGUES);

        assertThat(call.said(TranscriptRole.SYSTEM)).containsExactly(LINE);
        assertThat(call.said(TranscriptRole.AGENT))
                .startsWith(
                        AI + " Hello, this is Acme. Ready?",
                        "One moment please, I am handing you over to another assistant.",
                        "This is Billing. Which invoice is it about?");
        assertThat(String.join(" ", call.said(TranscriptRole.AGENT))).containsOnlyOnce(AI);
        assertThat(carrier.log).containsSubsequence("voice ravi", "say This is Billing.");
        assertThat(call.end().failureReason()).isNull();
    }

    @Test
    void theModelIsOfferedItsColleaguesAndTheOtherKnowsWhatWasSaid() {
        try (FakeModel model = new FakeModel(
                FakeModel.uses("transfer_to_agent", "{\"agent\":\"agent_z\"}"),
                FakeModel.uses("transfer_to_agent", "{\"agent\":\"agent_b\"}"),
                FakeModel.says("Billing here. Which invoice?"),
                FakeModel.uses("end_call", "{}"))) {
            RecordedCall call = call(
                    by(model),
                    person((time, line) -> {
                                speak(time, line, 8_000, "My bill is wrong.");
                                speak(time, line, 40_000, "Never mind.");
                            })
                            .atSpeed(SPEED),
                    COLLEAGUES);

            assertThat(call.said(TranscriptRole.SYSTEM)).containsExactly(LINE);
            assertThat(call.said(TranscriptRole.AGENT)).contains("Billing here. Which invoice?");
            assertThat(model.request(0)
                            .path("tools")
                            .findValuesAsText("description")
                            .toString())
                    .contains("agent_b, Billing: when they ask about an invoice");
            assertThat(model.request(1).toString()).contains("error: agent must be one of agent_b");
            assertThat(model.request(2).path("messages").toString())
                    .contains("You explain invoices")
                    .contains("My bill is wrong.")
                    .contains("has handed this conversation over to you, Billing")
                    .doesNotContain("You ask how people are");
        }
    }

    @Test
    void agentsDoNotHandSomebodyToAndFroForEver() {
        FakeModel.Answer[] answers = new FakeModel.Answer[Handover.MOST + 2];
        for (int i = 0; i < answers.length; i++) {
            String other = i % 2 == 0 ? "agent_b" : "agent_a";
            answers[i] = FakeModel.uses("transfer_to_agent", "{\"agent\":\"" + other + "\"}");
        }
        answers[answers.length - 1] = FakeModel.uses("end_call", "{}");
        Agent back = TestAgent.reminder()
                .called("agent_b", "Billing")
                .handsOverTo(Map.of("agent_a", "always"))
                .build();
        try (FakeModel model = new FakeModel(answers)) {
            RecordedCall call = call(
                    by(model),
                    person((time, line) -> speak(time, line, 8_000, "Hello?")).atSpeed(SPEED),
                    agent -> List.of(agent.id().equals("agent_a") ? back : RECEPTION));

            assertThat(call.said(TranscriptRole.SYSTEM)).hasSize(Handover.MOST);
            assertThat(model.request(Handover.MOST).path("tools").findValuesAsText("name"))
                    .doesNotContain("transfer_to_agent");
        }
    }

    @Test
    void whoSpeaksIntoTheHoldLineIsAnsweredByTheOtherAgent() {
        RecordedCall call = call(
                new VoiceSettings(1, null),
                person((time, line) -> {
                    speak(time, line, 8_000, "My invoice is wrong.");
                    speak(time, line, 9_500, "It is the one of May.");
                    time.after(30_000, line::hungUp);
                }),
                COLLEAGUES);

        assertThat(call.said(TranscriptRole.SYSTEM)).containsExactly(LINE);
        assertThat(call.lines.stream()
                        .filter(line -> line.role() == TranscriptRole.AGENT && line.interrupted() == null)
                        .map(TranscriptEntry::text))
                .contains("This is Billing. Which invoice is it about?");
    }

    @Test
    void nobodyIsOfferedWhileTheyCanNotBeLookedUp() {
        RecordedCall call = call(
                new VoiceSettings(1, null),
                person((time, line) -> {
                    speak(time, line, 8_000, "My invoice is wrong.");
                    time.after(20_000, line::hungUp);
                }),
                agent -> {
                    throw new IllegalStateException("the database is away");
                });

        assertThat(call.said(TranscriptRole.SYSTEM)).isEmpty();
        assertThat(call.end().failureReason()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "when they ask about an invoice,   I have a question about two invoices, true",
        "questions on billing and refunds, Can I have a refund?,                 true",
        "'',                               Is that billing?,                     true",
        "when they ask about an invoice,   I have a question,                    false",
        "when they ask about an invoice,   Please call me back about it,         false",
        "when they ask about an invoice,   No thanks I am not interested,        false",
        "when the caller wants a person,   I want something else,                false",
    })
    void theScriptGoesByWhatTheInstructionIsAbout(String trigger, String said, boolean wanted) {
        try (Switchboard switchboard = SimulatedNetwork.switchboard(1)) {
            WrittenReply reply = write(switchboard, reception(trigger), new ArrayList<>(), said);

            assertThat(reply.handedTo()).isEqualTo(wanted ? List.of(BILLING) : List.of());
        }
    }

    @Test
    void aChatGoesOnWithTheOtherAgent() {
        try (Switchboard switchboard = SimulatedNetwork.switchboard(1)) {
            List<TranscriptEntry> history = new ArrayList<>();
            WrittenReply first = write(switchboard, RECEPTION, history, "My invoice is wrong.");
            WrittenReply second = write(switchboard, RECEPTION, history, "The one of May.");

            assertThat(first.text()).endsWith("This is Billing. Which invoice is it about?");
            assertThat(first.handedTo()).containsExactly(BILLING);
            assertThat(second.handedTo()).isEmpty();
            assertThat(second.text()).doesNotContain("How are you");
            assertThat(second.ended()).isTrue();
        }
    }

    private static WrittenReply write(
            Switchboard switchboard, Agent first, List<TranscriptEntry> history, String message) {
        WrittenReply reply = switchboard
                .reply(first, COLLEAGUES, Map.of(), OptOutWords.USUAL, List.copyOf(history), message)
                .toCompletableFuture()
                .join();
        history.add(new TranscriptEntry(history.size(), TranscriptRole.CALLER, message, 0, null));
        reply.handedTo()
                .forEach(to -> history.add(
                        new TranscriptEntry(history.size(), TranscriptRole.SYSTEM, Handover.line(to), 0, null)));
        history.add(new TranscriptEntry(history.size(), TranscriptRole.AGENT, reply.text(), 0, null));
        return reply;
    }
}
