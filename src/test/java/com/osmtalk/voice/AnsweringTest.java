package com.osmtalk.voice;

import static com.osmtalk.voice.TestCarrier.speak;
import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.AnsweredBy;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Timeline;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who answers, and what becomes of the call. The agent greets at 100 ms, for two seconds. */
class AnsweringTest {
    private static final String MACHINE = "You have reached my voicemail. Please leave a message after the tone.";
    private static final String MESSAGE = "Please call Riverside Dental.";

    private TestCarrier carrier = new TestCarrier((time, line) -> {});
    private Switchboard switchboard;

    @AfterEach
    void close() {
        switchboard.close();
    }

    @Test
    void theAgentGreetsAtOnceWhoeverItIs() {
        RecordedCall call = call("", (time, line) -> speak(time, line, 1_000, MACHINE));

        assertThat(carrier.log.get(1)).isEqualTo("say Hello there my friend.");
        assertVoicemail(call);
    }

    @Test
    void aMessageWaitsForTheBeep() {
        RecordedCall call = call(MESSAGE, (time, line) -> {
            speak(time, line, 500, MACHINE);
            time.after(3_000, line::beep);
        });

        assertVoicemail(call);
        assertThat(call.said(TranscriptRole.AGENT)).endsWith(MESSAGE);
        assertThat(call.end().duration().toMillis()).isEqualTo(2_900 + TestCarrier.SENTENCE);
    }

    @Test
    void whatMachinesSayIntoTheMessageDoesNotStopIt() {
        RecordedCall call = call(MESSAGE + " Thank you.", (time, line) -> {
            speak(time, line, 500, MACHINE);
            time.after(2_000, line::beep);
            time.after(2_100, line::soundBegan);
            time.after(2_200, () -> line.voiceBegan(0));
            speak(time, line, 2_500, "Recording.");
            time.after(3_900, () -> line.digit('1'));
        });

        assertVoicemail(call);
        assertThat(call.said(TranscriptRole.AGENT)).endsWith(MESSAGE + " Thank you.");
        assertThat(carrier.log).doesNotContain("duck", "pause");
    }

    @Test
    void aBeepWhileTheMessageBeginsHasItSaidAgainOnce() {
        RecordedCall call = call(MESSAGE, (time, line) -> {
            speak(time, line, 500, MACHINE);
            // 2.5 s of silence: no beep was heard
            time.after(4_500, line::beep);
            time.after(5_500, line::beep);
        });

        assertVoicemail(call);
        assertThat(carrier.log)
                .filteredOn(line -> line.equals("say " + MESSAGE))
                .hasSize(2);
    }

    @Test
    void aMachineThatGoesOnIsNotSpokenInto() {
        RecordedCall call = call(MESSAGE, (time, line) -> {
            speak(time, line, 500, MACHINE);
            speak(time, line, 2_500, "If you are a supplier, write to us.");
            speak(time, line, 5_000, "Thank you.");
        });

        assertVoicemail(call);
        assertThat(call.end().duration().toMillis()).isEqualTo(5_900 + 2_500 + TestCarrier.SENTENCE);
    }

    @Test
    void aGreetingThatIsHeardSentenceBySentenceIsAMachines() {
        RecordedCall call = call(MESSAGE, (time, line) -> {
            speak(time, line, 300, "Hi.");
            speak(time, line, 1_500, "You've got Anna.");
            speak(time, line, 2_700, "I am out until Monday.");
            speak(time, line, 3_900, "Please leave a message after the beep.");
            time.after(5_500, line::beep);
        });

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.VOICEMAIL);
        assertThat(call.answers).endsWith(AnsweredBy.MACHINE);
        assertThat(call.said(TranscriptRole.AGENT)).endsWith(MESSAGE);
    }

    @Test
    void noMessageIsLeftWhereNobodyWillHearIt() {
        RecordedCall call = call(
                MESSAGE,
                (time, line) -> speak(time, line, 500, "The number you have dialled is currently switched off."));

        assertVoicemail(call);
        assertThat(carrier.log).doesNotContain("say " + MESSAGE);
    }

    @Test
    void aLongGreetingWithABeepIsAMachinesWhateverItsWords() {
        RecordedCall call = call(MESSAGE, (time, line) -> {
            time.after(300, line::callerSpeaking);
            time.after(6_000, line::beep);
            time.after(6_500, () -> line.heard(new LineEvents.Heard("Bonjour, vous êtes bien chez Anne.", 300, 5_800)));
        });

        assertVoicemail(call);
        assertThat(call.said(TranscriptRole.AGENT)).endsWith(MESSAGE);
    }

    @Test
    void aBeepInTheRoomOfAPersonIsNone() {
        RecordedCall call = call(MESSAGE, (time, line) -> {
            speak(time, line, 2_500, "Hello, yes?");
            time.after(4_000, line::beep);
            time.after(9_000, line::hungUp);
        });

        assertThat(call.end().failureReason()).isNull();
        assertThat(call.answers).containsExactly(AnsweredBy.HUMAN);
    }

    @Test
    void whoeverSaysOneLongThingIsUnknown() {
        RecordedCall call = call(MESSAGE, (time, line) -> {
            time.after(300, line::callerSpeaking);
            time.after(8_000, () -> line.heard(new LineEvents.Heard("Bonjour, vous êtes bien chez Anne.", 300, 7_800)));
            time.after(8_100, line::hungUp);
        });

        assertThat(call.answers).isEmpty();
    }

    @Test
    void aMenuInPiecesIsHeardToItsEndBeforeAKeyIsPressed() {
        RecordedCall call = call(MESSAGE, (time, line) -> {
            speak(time, line, 500, "Thank you for calling.");
            speak(time, line, 2_000, "For billing, press 3.");
            speak(time, line, 3_500, "For appointments, press 2.");
            time.after(9_000, line::hungUp);
        });

        assertThat(carrier.log).filteredOn(line -> line.startsWith("press")).containsExactly("press 2");
        assertThat(call.answers).containsExactly(AnsweredBy.IVR);
    }

    @Test
    void musicAfterAMenuDoesNotKeepTheAgentFromPressing() {
        call(MESSAGE, (time, line) -> {
            speak(time, line, 500, "For billing, press 3. For appointments, press 2.");
            time.after(2_000, line::soundBegan);
            time.after(60_000, line::hungUp);
        });
        assertThat(carrier.log).contains("press 2");

        switchboard.close();
        call(MESSAGE, (time, line) -> {
            speak(time, line, 500, "For billing, press 3. For appointments, press 2.");
            time.after(2_000, line::soundBegan);
            time.after(3_000, () -> line.heard(new LineEvents.Heard("", 2_000, 2_800)));
            time.after(4_700, line::hungUp);
        });
        assertThat(carrier.log).contains("press 2");
    }

    @Test
    void aMessageTellsFirstWhatMustBeTold() {
        CallRules rules = new CallRules(number -> true, CallRules.USUAL.optOutWords(), "I am an AI assistant.");
        RecordedCall call = call(MESSAGE, rules, (time, line) -> {
            speak(time, line, 500, MACHINE);
            time.after(2_000, line::beep);
        });

        assertVoicemail(call);
        assertThat(call.said(TranscriptRole.AGENT)).endsWith("I am an AI assistant. " + MESSAGE);
    }

    @Test
    void whatMustBeToldIsKeptForThePersonBehindAMenu() {
        CallRules rules = new CallRules(number -> true, CallRules.USUAL.optOutWords(), "I am an AI assistant.");
        call(MESSAGE, rules, (time, line) -> {
            speak(time, line, 500, "For billing, press 3. For appointments, press 2.");
            speak(time, line, 5_000, "Appointments, this is Sam.");
            time.after(12_000, line::hungUp);
        });

        assertThat(carrier.log.subList(1, carrier.log.size()))
                .startsWith(
                        "say I am an AI assistant.",
                        "cut",
                        "press 2",
                        "say I am an AI assistant.",
                        "say Hello there my friend.");
    }

    @Test
    void aMenuThatLeadsToAMailboxIsLeftAMessage() {
        RecordedCall call = call(MESSAGE, (time, line) -> {
            speak(time, line, 500, "For appointments, press 2. For billing, press 3.");
            speak(time, line, 6_000, "Nobody is here. Please leave a message after the beep.");
            time.after(8_000, line::beep);
        });

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.VOICEMAIL);
        assertThat(call.answers).containsExactly(AnsweredBy.IVR, AnsweredBy.MACHINE);
        assertThat(call.said(TranscriptRole.AGENT)).endsWith(MESSAGE);
    }

    @Test
    void aMenuThatNeverUnderstandsIsGivenUp() {
        RecordedCall call = call(MESSAGE, (time, line) -> {
            for (int i = 0; i < 20; i++) {
                speak(time, line, 1_000 + 5_000 * i, "For appointments, press 2. For billing, press 3.");
            }
        });

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call.said(TranscriptRole.TOOL)).hasSize(4);
    }

    private static void assertVoicemail(RecordedCall call) {
        assertThat(call.end().failureReason()).isEqualTo(FailureReason.VOICEMAIL);
        assertThat(call.end().endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call.answers).containsExactly(AnsweredBy.MACHINE);
    }

    private RecordedCall call(String message, BiConsumer<Timeline, LineEvents> otherSide) {
        return call(message, CallRules.USUAL, otherSide);
    }

    private RecordedCall call(String message, CallRules rules, BiConsumer<Timeline, LineEvents> otherSide) {
        carrier = new TestCarrier((time, line) -> {
            time.after(100, line::answered);
            otherSide.accept(time, line);
        });
        switchboard = new Switchboard(new VoiceSettings(1e6, null), SimulatedNetwork.only(carrier));
        TestAgent agent = TestAgent.reminder()
                .greeting("Hello there my friend.")
                .prompt("Remind them of their appointment.\n1. Are you well?\n2. Are you ready?")
                .voicemailMessage(message);
        RecordedCall call = RecordedCall.dial(
                switchboard, RecordedCall.plan(agent.build(), "+12025550150", rules), (live, line) -> {});
        call.end();
        return call;
    }
}
