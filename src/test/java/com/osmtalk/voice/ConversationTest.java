package com.osmtalk.voice;

import static com.osmtalk.voice.TestCarrier.speak;
import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final String TO = "+12025550150";
    private TestCarrier carrier = new TestCarrier((time, line) -> {});
    private Switchboard switchboard;

    @AfterEach
    void close() {
        if (switchboard != null) {
            switchboard.close();
        }
    }

    private RecordedCall call(TestAgent agent, BiConsumer<Timeline, LineEvents> otherSide) {
        return call(agent, otherSide, (live, line) -> {});
    }

    private RecordedCall call(
            TestAgent agent, BiConsumer<Timeline, LineEvents> otherSide, BiConsumer<LiveCall, TranscriptEntry> onLine) {
        return call(agent, otherSide, (time, line) -> {}, onLine);
    }

    private RecordedCall call(
            TestAgent agent,
            BiConsumer<Timeline, LineEvents> otherSide,
            BiConsumer<Timeline, LineEvents> person,
            BiConsumer<LiveCall, TranscriptEntry> onLine) {
        carrier = new TestCarrier(otherSide, person);
        // line time passes faster than anything a test could wait for
        switchboard = new Switchboard(new VoiceSettings(1e6, null), SimulatedNetwork.only(carrier));
        return RecordedCall.dial(switchboard, agent.build(), TO, onLine);
    }

    /** Greets in one sentence, two seconds long. */
    private static TestAgent brief() {
        return TestAgent.reminder().greeting("Hello there my friend.").prompt("1. Are you well?\n2. Are you ready?");
    }

    @Test
    void aCallerWhoSpeaksCutsTheAgentWhoseLineKeepsOnlyWhatWasSaid() {
        RecordedCall call = call(brief(), (time, line) -> {
            time.after(100, line::answered);
            speak(time, line, 1_100, "Yes, hello.");
            time.after(4_150, line::hungUp);
        });

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(call.lines.get(0).text()).isEqualTo("Hello there");
        assertThat(call.lines.get(0).interrupted()).isTrue();
        assertThat(call.lines.get(1).text()).isEqualTo("Yes, hello.");
        assertThat(call.lines.get(1).interrupted()).isNull();
        assertThat(call.lines.get(2).text()).isEqualTo("Great. Are yo");
    }

    @Test
    void aQuestionThatWasCutOffIsAskedAgain() {
        RecordedCall call = call(brief(), (time, line) -> {
            time.after(100, line::answered);
            speak(time, line, 3_000, "Yes.");
            speak(time, line, 6_500, "Okay.");
        });
        call.end();

        assertThat(call.said(TranscriptRole.AGENT).subList(1, 3))
                .containsExactly("Great. Are yo", "Perfect, thank you. Are you well?");
    }

    @Test
    void silenceIsFirstAskedAboutThenEndsTheCall() {
        RecordedCall call = call(brief().idleTimeoutSeconds(10), (time, line) -> {
            time.after(100, line::answered);
            speak(time, line, 3_000, "Yes.");
        });

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.IDLE_TIMEOUT);
        assertThat(call.end().failureReason()).isNull();
        assertThat(call.said(TranscriptRole.AGENT))
                .endsWith("Are you still there?", "I can't hear you, so I will hang up now. Goodbye.");
    }

    /** A recogniser that streams tells again and again that the caller goes on, and gives the words at the end. */
    @Test
    void aCallerWhoIsHeardToGoOnForMinutesIsNotAskedWhetherTheyAreThere() {
        RecordedCall call = call(brief(), (time, line) -> {
            time.after(100, line::answered);
            for (long at = 3_000; at < 200_000; at += 40_000) {
                time.after(at, line::callerSpeaking);
            }
            time.after(210_000, () -> line.heard(new LineEvents.Heard("Yes, all of that.", 3_000, time.now())));
            time.after(220_000, line::hungUp);
        });

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(call.text()).contains("Yes, all of that.").doesNotContain("Are you still there?");
    }

    @Test
    void aLineOnWhichNothingWasEverHeardFails() {
        RecordedCall call = call(brief().idleTimeoutSeconds(10), (time, line) -> time.after(100, line::answered));

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.NO_AUDIO_INPUT);
        assertThat(call.end().endedBy()).isEqualTo(EndedBy.IDLE_TIMEOUT);
        assertThat(call.end().duration()).isEqualTo(Duration.ofSeconds(2 + 10 + 2 + 10 + 4));
    }

    @Test
    void whoComesBackAfterTheNudgeIsHeard() {
        RecordedCall call = call(brief().idleTimeoutSeconds(10), (time, line) -> {
            time.after(100, line::answered);
            speak(time, line, 15_000, "Yes, sorry.");
            time.after(19_000, line::hungUp);
        });

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(call.text()).contains("Are you still there?", "Yes, sorry.", "Great.");
    }

    @Test
    void noiseDoesNotEndInSilenceForEver() {
        RecordedCall call = call(brief().idleTimeoutSeconds(10), (time, line) -> {
            time.after(100, line::answered);
            time.after(3_000, line::callerSpeaking);
        });

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.NO_AUDIO_INPUT);
    }

    @Test
    void theLongestDurationEndsTheCallInMidSentence() {
        RecordedCall call = call(brief().maxDurationSeconds(7).idleTimeoutSeconds(6), (time, line) -> {
            time.after(100, line::answered);
            speak(time, line, 3_000, "Yes.");
        });

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.MAX_DURATION);
        assertThat(call.end().failureReason()).isNull();
        assertThat(call.end().duration()).isEqualTo(Duration.ofSeconds(7));
        assertThat(carrier.log).endsWith("hang up");
    }

    @Test
    void hangingUpBeforeTheAnswerCancels() {
        RecordedCall call = call(brief(), (time, line) -> time.after(100, line::ringing));
        call.live().hangUp();

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.CANCELED);
        assertThat(call.end().endedBy()).isEqualTo(EndedBy.USER);
        assertThat(call.end().duration()).isZero();
    }

    @Test
    void hangingUpAfterTheAnswerCompletes() {
        RecordedCall call =
                call(brief(), (time, line) -> time.after(100, line::answered), (live, line) -> live.hangUp());

        assertThat(call.end().failureReason()).isNull();
        assertThat(call.end().endedBy()).isEqualTo(EndedBy.USER);
    }

    @Test
    void anEndIsToldOnceWhateverComesLater() {
        RecordedCall call = call(
                brief(),
                (time, line) -> {
                    time.after(100, line::answered);
                    time.after(2_100, line::hungUp);
                    time.after(2_100, line::hungUp);
                    time.after(2_101, () -> line.failed(FailureReason.CARRIER_UNAVAILABLE));
                },
                (live, line) -> {
                    live.hangUp();
                    live.hangUp();
                });
        call.end();
        call.live().hangUp();
        call.live().transfer(PhoneNumber.of(TO), null);
        switchboard.close();

        assertThat(call.order).containsOnlyOnce("ended").endsWith("ended");
    }

    @Test
    void aUserHandsTheCallOverAndTheAgentLeavesWhenThePersonAccepts() {
        RecordedCall call = call(
                brief(),
                (time, line) -> time.after(100, line::answered),
                (time, line) -> {
                    time.after(500, line::ringing);
                    TestCarrier.accept(time, line, 4_000);
                },
                (live, line) -> live.transfer(PhoneNumber.of("+12025550160"), "wants to pay"));

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.TRANSFER);
        assertThat(call.summaries).containsExactly("wants to pay");
        assertThat(call.order).containsOnlyOnce("transferring +12025550160").doesNotContain("ringing");
        assertThat(carrier.log).contains("dial +12025550160", "connect");
    }

    @Test
    void aUserHandsTheCallOverEvenAfterTheAgentsGoodbye() {
        RecordedCall call = call(
                brief().prompt(""),
                (time, line) -> {
                    time.after(100, line::answered);
                    speak(time, line, 3_000, "I have to go, goodbye.");
                },
                (time, line) -> TestCarrier.accept(time, line, 4_000),
                (live, line) -> {
                    if (line.role() == TranscriptRole.AGENT && line.text().contains("oodbye")) {
                        live.transfer(PhoneNumber.of("+12025550160"), null);
                    }
                });

        assertThat(call.end().endedBy()).as(call.text()).isEqualTo(EndedBy.TRANSFER);
        assertThat(call.text()).contains("oodbye", "One moment please");
    }

    @Test
    void aCallerWhoHangsUpWhileOnHoldCancelsTheSecondLine() {
        RecordedCall call = call(
                brief(),
                (time, line) -> {
                    time.after(100, line::answered);
                    time.after(6_000, line::hungUp);
                },
                (time, line) -> time.after(8_000, line::answered),
                (live, line) -> live.transfer(PhoneNumber.of("+12025550160"), null));

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(carrier.log.stream().filter("hang up"::equals)).hasSize(2);
    }

    @Test
    void whatIsUsedIsToldWhileTheFirstLineIsStillSpoken() {
        // four sentences of two seconds each
        RecordedCall call = call(brief().greeting("Hello. How are you? This is Maya. I am new here."), (time, line) -> {
            time.after(100, line::answered);
            time.after(12_000, line::hungUp);
        });
        call.end();

        assertThat(call.readings).extracting(Usage::sipSeconds).containsExactly(1.0, 6.0);
        assertThat(call.readings.get(1).ttsCharacters())
                .isGreaterThan(0)
                .isLessThan(call.usages.get(0).ttsCharacters());
    }

    @Test
    void anOptOutHoldsEvenWhenTheCallerHangsUpAtOnce() {
        RecordedCall call = call(brief(), (time, line) -> {
            time.after(100, line::answered);
            speak(time, line, 3_000, "Stop calling me.");
            time.after(4_010, line::hungUp);
        });
        call.end();

        assertThat(call.order).containsOnlyOnce("optedOut");
    }

    @Test
    void aPersonWhoSpeaksOfAVoicemailIsNoMachine() {
        RecordedCall call = call(brief(), (time, line) -> {
            time.after(100, line::answered);
            speak(time, line, 3_000, "Hi, I got a voicemail from you this morning, what was it about?");
            time.after(30_000, line::hungUp);
        });

        assertThat(call.end().failureReason()).isNull();
        assertThat(call.said(TranscriptRole.AGENT)).hasSizeGreaterThan(1);
    }

    @Test
    void aLineThatWasNotDialledIsNeverTakenForAMachine() {
        TestCarrier web = new TestCarrier((time, line) -> {
            time.after(10, line::answered);
            time.after(20, () -> line.heard(new LineEvents.Heard("Please leave a message after the tone.", 10, 20)));
            time.after(30, line::hungUp);
        });
        CompletableFuture<CallEnd> end = new CompletableFuture<>();
        switchboard = new Switchboard(new VoiceSettings(1, null), SimulatedNetwork.only(web));
        CallPlan plan = RecordedCall.plan(brief().build(), TO);

        switchboard.connect(
                plan,
                new Ending(end::complete),
                (time, line) -> web.dial(RecordedCall.OURS, PhoneNumber.of(TO), plan.lineContext(), time, line));

        assertThat(end.orTimeout(120, TimeUnit.SECONDS).join().endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(end.join().failureReason()).isNull();
    }

    @Test
    void anAnnouncementThatIsCutInTwoIsAMachine() {
        RecordedCall call = call(brief(), (time, line) -> {
            time.after(100, line::answered);
            speak(time, line, 500, "The number you have dialled");
            speak(time, line, 2_000, "is currently switched off.");
            time.after(30_000, line::hungUp);
        });

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.VOICEMAIL);
    }

    @Test
    void wordsThatOnlySoundLikeAnOptOutDoNothing() {
        for (String words : List.of("Take me off hold please.", "If nobody opens, do not ring the bell.")) {
            RecordedCall call = call(brief(), (time, line) -> {
                time.after(100, line::answered);
                speak(time, line, 3_000, words);
                time.after(30_000, line::hungUp);
            });

            assertThat(call.end().endedBy()).as(words).isEqualTo(EndedBy.CALLER);
            assertThat(call.order).doesNotContain("optedOut");
            switchboard.close();
        }
    }

    @Test
    void aLineThatBreaksFailsTheCallWithTheCarriersReason() {
        RecordedCall call = call(brief(), (time, line) -> {
            time.after(100, line::answered);
            time.after(1_000, () -> line.failed(FailureReason.CARRIER_UNAVAILABLE));
        });

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.CARRIER_UNAVAILABLE);
        assertThat(call.lines)
                .singleElement()
                .satisfies(line -> assertThat(line.interrupted()).isTrue());
    }

    @Test
    void keysAreGatheredUntilHash() {
        RecordedCall call = call(brief().keypad(), (time, line) -> {
            time.after(100, line::answered);
            String keys = "120#";
            for (int i = 0; i < keys.length(); i++) {
                char key = keys.charAt(i);
                time.after(3_000 + 300L * i, () -> line.digit(key));
            }
            time.after(4_000, line::hungUp);
        });
        call.end();

        assertThat(call.said(TranscriptRole.CALLER)).containsExactly("[keypad] 120");
    }

    @Test
    void aListenerThatThrowsEndsTheCallAsInterrupted() throws Exception {
        carrier = new TestCarrier((time, line) -> time.after(100, line::answered));
        switchboard = new Switchboard(new VoiceSettings(1e6, null), SimulatedNetwork.only(carrier));
        CompletableFuture<CallEnd> end = new CompletableFuture<>();
        List<String> told = new CopyOnWriteArrayList<>();
        switchboard.dial(RecordedCall.plan(brief().build(), TO), new CallEvents() {
            @Override
            public void ringing() {}

            @Override
            public void answered() {}

            @Override
            public void said(TranscriptEntry line, Usage usageSoFar) {
                told.add("said");
                throw new IllegalStateException("the disk is full");
            }

            @Override
            public void used(Usage soFar) {}

            @Override
            public void optedOut() {}

            @Override
            public void transferring(PhoneNumber destination, String summary) {}

            @Override
            public void ended(CallEnd how) {
                told.add("ended");
                end.complete(how);
                throw new IllegalStateException("still full");
            }
        });

        assertThat(end.get(120, TimeUnit.SECONDS).failureReason()).isEqualTo(FailureReason.INTERRUPTED);
        assertThat(end.get().endedBy()).isEqualTo(EndedBy.PLATFORM);
        switchboard.close();
        assertThat(told).containsExactly("said", "ended");
        assertThat(carrier.log).contains("hang up");
    }

    @Test
    void aCarrierThatBreaksEndsTheCall() {
        RecordedCall call = call(brief(), (time, line) -> {
            throw new IllegalStateException("no trunk");
        });

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.INTERRUPTED);
    }

    @Test
    void anAgentWithoutGreetingOpensFromItsPrompt() {
        RecordedCall call = call(brief().greeting(""), (time, line) -> {
            time.after(100, line::answered);
            time.after(2_300, line::hungUp);
        });
        call.end();

        assertThat(call.said(TranscriptRole.AGENT)).containsExactly("Are you well?");
    }

    @Test
    void anOptOutOnHoldTakesTheHandoverBack() {
        RecordedCall call = call(
                brief(),
                (time, line) -> {
                    time.after(100, line::answered);
                    speak(time, line, 6_000, "Do not call me again.");
                },
                (time, line) -> time.after(8_000, line::answered),
                (live, line) -> {
                    if (line.index() == 0) {
                        live.transfer(PhoneNumber.of("+12025550160"), null);
                    }
                });

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call.order).containsOnlyOnce("optedOut");
        assertThat(call.text()).contains("we will not call you again");
        assertThat(carrier.log).doesNotContain("connect");
    }

    @Test
    void whoAsksSomethingDuringTheGoodbyeIsStillAnswered() {
        RecordedCall call = call(brief(), (time, line) -> {
            time.after(100, line::answered);
            speak(time, line, 3_000, "I have to go.");
            speak(time, line, 8_500, "Wait, who is this?");
            time.after(12_000, line::hungUp);
        });
        call.end();

        assertThat(call.said(TranscriptRole.AGENT)).hasSize(3);
        assertThat(call.said(TranscriptRole.AGENT).get(1)).endsWith("Goodbye.");
        assertThat(call.said(TranscriptRole.AGENT).get(2)).startsWith("I am an automated assistant.");
    }

    @Test
    void anAgentCutOffByMereNoiseTakesUpTheThread() {
        RecordedCall call = call(brief(), (time, line) -> {
            time.after(100, line::answered);
            time.after(1_000, line::callerSpeaking);
            time.after(1_500, () -> line.heard(new LineEvents.Heard("", 1_000, 1_300)));
            time.after(3_600, line::hungUp);
        });
        call.end();

        assertThat(call.said(TranscriptRole.AGENT)).containsExactly("Hello there", "Are you well?");
        assertThat(call.said(TranscriptRole.CALLER)).isEmpty();
    }

    @Test
    void whoOptsOutTwiceIsHeardOnceAndLetGo() {
        RecordedCall call = call(brief(), (time, line) -> {
            time.after(100, line::answered);
            speak(time, line, 3_000, "Stop calling me.");
            speak(time, line, 10_500, "And never call again.");
        });

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call.order).containsOnlyOnce("optedOut");
        assertThat(call.lines.get(call.lines.size() - 1).text()).isEqualTo("And never call again.");
    }
}
