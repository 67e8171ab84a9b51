package com.osmtalk.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AnsweredBy;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Latency;
import com.osmtalk.api.Sentiment;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole table of simulated numbers, dialled by an agent with the scripted brain. */
class SimulatedCallsTest {
    private static final List<String> QUESTIONS = List.of(
            "Can you make it to your appointment on Tuesday at ten?",
            "Do you have any allergies we should know about?",
            "What time would you like to arrive?",
            "Would you like a text message as a reminder?");

    private final Switchboard switchboard = SimulatedNetwork.switchboard(500);
    private final Agent agent = TestAgent.reminder().keypad().build();

    @AfterEach
    void close() {
        switchboard.close();
    }

    private RecordedCall call(String to) {
        RecordedCall call = RecordedCall.dial(switchboard, agent, to);
        call.end();
        return call;
    }

    @ParameterizedTest
    @CsvSource({
        "+12025550100, , AGENT, ringing answered ended",
        "+12025550101, BUSY, , ended",
        "+12025550102, NO_ANSWER, , ringing ended",
        "+12025550103, VOICEMAIL, AGENT, ringing answered ended",
        "+12025550104, REJECTED, , ringing ended",
        "+12025550105, , AGENT, ringing answered ended",
        "+12025550106, , AGENT, ringing answered ended",
        "+12025550107, , AGENT, ringing answered optedOut ended",
        "+12025550108, , AGENT, ringing answered ended",
        "+12025550109, , CALLER, ringing answered ended",
        "+12025550110, CARRIER_UNAVAILABLE, PLATFORM, ended",
        "+12025550111, , AGENT, ringing answered ended",
        "+12025550112, , AGENT, ringing answered ended",
        "+12025550150, , AGENT, ringing answered ended",
        "+919876543210, , AGENT, ringing answered ended",
    })
    void aNumberDecidesHowTheCallEnds(String to, @Nullable FailureReason reason, @Nullable EndedBy by, String events) {
        RecordedCall call = call(to);

        assertThat(call.end().failureReason()).isEqualTo(reason);
        assertThat(call.end().endedBy()).isEqualTo(by);
        assertThat(call.order.stream().filter(event -> !event.equals("said"))).containsExactly(events.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"+12025550100", "+12025550111", "+12025550150"})
    void aWillingCalleeIsAskedEveryQuestionOnceInOrderAndAnswersEach(String to) {
        RecordedCall call = call(to);

        String agentLines = String.join("\n", call.said(TranscriptRole.AGENT));
        assertThat(agentLines).containsSubsequence(QUESTIONS);
        assertThat(QUESTIONS).allSatisfy(question -> assertThat(agentLines).containsOnlyOnce(question));
        assertThat(call.said(TranscriptRole.CALLER)).hasSizeGreaterThanOrEqualTo(QUESTIONS.size() + 1);
    }

    @Test
    void aConversationReadsLikeOne() {
        RecordedCall call = call("+12025550100");

        assertThat(call.lines.stream().map(line -> line.role() + ": " + line.text()))
                .containsExactly(
                        "AGENT: Hello Priya, this is Maya, the automated assistant of Riverside Dental."
                                + " I am calling about your appointment on Tuesday at ten.",
                        "CALLER: Oh, hello! Yes, please go ahead.",
                        "AGENT: Great. Can you make it to your appointment on Tuesday at ten?",
                        "CALLER: Yes, I can. I have been looking forward to it.",
                        "AGENT: Perfect, thank you. Do you have any allergies we should know about?",
                        "CALLER: No, none that I know of. Do I need to bring anything?",
                        "AGENT: Good question. I have noted it for a colleague. What time would you like to arrive?",
                        "CALLER: Ten in the morning would be good.",
                        "AGENT: Thank you, I have noted that. Would you like a text message as a reminder?",
                        "CALLER: Yes, I would.",
                        "AGENT: Perfect, thank you. That is all from my side. Thank you for your time. Goodbye.",
                        "CALLER: Thank you so much for calling. Bye!");
        assertThat(call.lines).extracting(TranscriptEntry::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(call.lines).extracting(TranscriptEntry::offsetMs).isSorted();
    }

    @Test
    void whyItCallsIsSaidFirst() {
        Agent caller = TestAgent.reminder()
                .greeting("Hello, this is an automated assistant.")
                .prompt("You call {{first_name}} to move an appointment from {{date}} to Thursday. Ask whether they own"
                        + " their home, and what their monthly bill is. Be polite. Never mention price.")
                .build();
        RecordedCall call = RecordedCall.dial(switchboard, caller, "+12025550150");
        call.end();

        assertThat(call.said(TranscriptRole.AGENT))
                .element(1)
                .asString()
                .endsWith("I am calling to move an appointment from Tuesday at ten to Thursday. Do you own your home?");
        assertThat(call.text())
                .containsOnlyOnce("I am calling to move")
                .contains("What is your monthly bill?")
                .doesNotContainIgnoringCase("polite", "price");
    }

    @Test
    void theSpeedOfTheSimulationChangesNothingOnTheLine() {
        CallEnd end = call("+12025550100").end();

        try (Switchboard faster = SimulatedNetwork.switchboard(1e6)) {
            RecordedCall again = RecordedCall.dial(faster, agent, "+12025550100");
            assertThat(again.end())
                    .usingRecursiveComparison()
                    .ignoringFields("latency")
                    .isEqualTo(end);
        }
        assertThat(end.duration()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(80));
    }

    @Test
    void usageIsWhatWasSpokenHeardAndConnected() {
        RecordedCall call = call("+12025550100");
        CallEnd end = call.end();

        int spoken = call.said(TranscriptRole.AGENT).stream()
                .flatMap(line -> com.osmtalk.voice.brain.SentenceSplitter.of(line).stream())
                .mapToInt(String::length)
                .sum();
        double heard = call.said(TranscriptRole.CALLER).stream()
                        .mapToInt(String::length)
                        .sum()
                / 15.0;
        assertThat(end.usage().promptTokens()).isZero();
        assertThat(end.usage().ttsCharacters()).isEqualTo(spoken);
        assertThat(end.usage().sttSeconds()).isCloseTo(heard, org.assertj.core.data.Offset.offset(0.1));
        assertThat(end.usage().sipSeconds()).isEqualTo(end.duration().toMillis() / 1000.0);
        assertThat(call.usages.get(call.usages.size() - 1).ttsCharacters()).isEqualTo(spoken);
        assertThat(call.usages).extracting(usage -> usage.sipSeconds()).isSorted();
    }

    @Test
    void latencyIsMeasuredWhereThereIsSomethingToMeasure() {
        long begun = System.nanoTime();
        CallEnd end = call("+12025550100").end();
        long tookMillis = (System.nanoTime() - begun) / 1_000_000 + 1;

        assertThat(end.latency().llm()).as("no model thought").isNull();
        assertThat(end.latency().stt()).as("no speech was recognised").isNull();
        assertThat(end.latency().tts()).as("no speech was synthesised").isNull();
        assertThat(end.latency().endToEnd().count()).isEqualTo(5);
        assertThat(end.latency().turns())
                .as("each answer, in order")
                .hasSize(5)
                .isSortedAccordingTo(Comparator.comparing(Latency.Turn::offsetMs))
                .allSatisfy(turn -> assertThat(turn.tts()).isNull());
        assertThat(end.latency().endToEnd().max()).isLessThanOrEqualTo(tookMillis);
        assertThat(call("+12025550101").end().latency()).isEqualTo(Latency.NONE);
    }

    @Test
    void anUnansweredCallUsesNothing() {
        assertThat(call("+12025550102").end().usage()).isEqualTo(com.osmtalk.api.Usage.NONE);
    }

    @Test
    void theCalleeWhoIsNotInterestedCutsTheAgentShort() {
        RecordedCall call = call("+12025550105");

        assertThat(call.text())
                .contains("This is Maya, the automated assistant --")
                .contains("I am not interested.");
        assertThat(call.said(TranscriptRole.AGENT).get(2)).endsWith("Goodbye.");
    }

    @Test
    void theCalleeWithoutTimeIsAskedWhenToCallBack() {
        RecordedCall call = call("+12025550106");

        assertThat(call.said(TranscriptRole.AGENT).get(1)).contains("When would be a good time to call you back?");
        assertThat(switchboard
                        .analyse(agent, call.lines)
                        .toCompletableFuture()
                        .join()
                        .summary())
                .contains("called back")
                .contains("Tomorrow after three in the afternoon");
    }

    @Test
    void theOptOutIsToldOnceConfirmedAndEndsTheCall() {
        RecordedCall call = call("+12025550107");

        assertThat(call.order).containsOnlyOnce("optedOut");
        assertThat(call.order.indexOf("optedOut")).isLessThan(call.order.lastIndexOf("said"));
        assertThat(call.text()).contains("we will not call you again. Goodbye.");
        assertThat(switchboard
                        .analyse(agent, call.lines)
                        .toCompletableFuture()
                        .join()
                        .sentiment())
                .isEqualTo(Sentiment.NEGATIVE);
    }

    @Test
    void whoWantsAPersonIsHandedOverWhenTheAgentMayDoThat() {
        Agent transferring = TestAgent.reminder().transfersTo("+12025550150").build();
        RecordedCall call = RecordedCall.dial(switchboard, transferring, "+12025550108");

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.TRANSFER);
        assertThat(call.end().failureReason()).isNull();
        assertThat(call.order).containsOnlyOnce("transferring +12025550150").endsWith("ended");
        assertThat(call.said(TranscriptRole.AGENT).get(1)).isEqualTo("One moment please, I am putting you through.");
        assertThat(call.summaries.get(0))
                .startsWith("Agent: Hello Priya")
                .contains("Caller: Hello. I would rather speak to a real person, please.");
    }

    @Test
    void whenThePersonCannotBeReachedTheAgentSaysSoAndGoesOn() {
        Agent transferring = TestAgent.reminder().transfersTo("+12025550102").build();
        RecordedCall call = RecordedCall.dial(switchboard, transferring, "+12025550108");

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call.text()).contains("I could not reach anybody just now");
    }

    @Test
    void whoHangsUpMidCallLeavesTheAgentsLineCut() {
        RecordedCall call = call("+12025550109");

        TranscriptEntry last = call.lines.get(call.lines.size() - 1);
        assertThat(last.role()).isEqualTo(TranscriptRole.AGENT);
        assertThat(last.interrupted()).isTrue();
        assertThat(last.text()).isNotEmpty().doesNotEndWith("?");
        assertThat(switchboard
                        .analyse(agent, call.lines)
                        .toCompletableFuture()
                        .join()
                        .success())
                .isNull();
    }

    @Test
    void theUnavailableNumberAnswersWhenItIsDialledAgain() {
        assertThat(call("+12025550110").end().failureReason()).isEqualTo(FailureReason.CARRIER_UNAVAILABLE);
        assertThat(call("+12025550110").end().failureReason()).isNull();
    }

    @Test
    void pressedKeysAreCallerLinesOnlyWhenTheAgentTakesThem() {
        assertThat(call("+12025550111").said(TranscriptRole.CALLER)).contains("[keypad] 1");

        Agent deaf = TestAgent.reminder().build();
        RecordedCall call = RecordedCall.dial(switchboard, deaf, "+12025550111");
        call.end();
        assertThat(call.text())
                .doesNotContain("[keypad]")
                .contains("Are you still there?", "Sorry, I was pressing the keys.");
    }

    @ParameterizedTest
    @CsvSource({
        "+12025550100, HUMAN",
        "+12025550103, MACHINE",
        "+12025550105, HUMAN",
        "+12025550107, HUMAN",
        "+12025550109, HUMAN",
        "+12025550111, HUMAN",
        "+12025550112, IVR",
        "+12025550150, HUMAN",
    })
    void whoAnsweredIsTold(String to, AnsweredBy who) {
        assertThat(call(to).answers).containsExactly(who);
    }

    @Test
    void ofACallThatNobodyAnsweredNothingIsToldOfWhoDid() {
        assertThat(call("+12025550101").answers).isEmpty();
    }

    @Test
    void theAgentPressesWhatTheMenuOffersForItsTaskAndSpeaksWithWhoeverIsThere() {
        RecordedCall call = call("+12025550112");

        assertThat(call.said(TranscriptRole.TOOL)).containsExactly("press_keys: 2");
        assertThat(call.said(TranscriptRole.CALLER)).anyMatch(words -> words.contains("How can I help you?"));
        assertThat(call.text())
                .contains("this is Maya, the automated assistant of Riverside Dental")
                .contains("Can you make it to your appointment");
    }

    @Test
    void aMessageIsLeftAfterTheBeepAndTheCallEndsAsBefore() {
        Agent agent = TestAgent.reminder()
                .voicemailMessage("Hello {{first_name}}. Your appointment is on {{date}}.")
                .build();
        RecordedCall call = RecordedCall.dial(switchboard, agent, "+12025550103");

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.VOICEMAIL);
        assertThat(call.end().endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call.said(TranscriptRole.AGENT))
                .containsExactly("Hello Priya. Your appointment is on Tuesday at ten.");
    }

    @Test
    void voicemailHearsNoMessage() {
        RecordedCall call = call("+12025550103");

        assertThat(call.said(TranscriptRole.AGENT)).isEmpty();
        assertThat(call.said(TranscriptRole.CALLER)).singleElement().asString().contains("leave a message");
    }
}
