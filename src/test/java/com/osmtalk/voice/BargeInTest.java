package com.osmtalk.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.TranscriptRole;
import com.osmtalk.api.TurnTakingSettings;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Timeline;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is heard into the agent's greeting, which is spoken from 100 ms to 2,100 ms after the beginning. */
class BargeInTest {
    private static final String GREETING = "Hello there my friend.";
    private TestCarrier carrier = new TestCarrier((time, line) -> {});
    private Switchboard switchboard;

    @AfterEach
    void close() {
        switchboard.close();
    }

    @Test
    void aCoughOrADoorLeavesTheAgentSpeaking() {
        RecordedCall call = call((time, line) -> {
            time.after(500, line::soundBegan);
            time.after(1_200, () -> line.heard(new LineEvents.Heard("", 500, 900)));
            time.after(3_000, line::hungUp);
        });

        assertThat(call.lines.get(0).text()).isEqualTo(GREETING);
        assertThat(sayings()).isEmpty();
    }

    @Test
    void aShortVoiceOnlyMakesItQuieter() {
        RecordedCall call = call((time, line) -> {
            voice(time, line, 500, 400);
            time.after(3_000, line::hungUp);
        });

        assertThat(call.lines.get(0).text()).isEqualTo(GREETING);
        assertThat(sayings()).containsExactly("duck", "resume");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Yeah.", "Mm-hm.", "Uh-huh, okay.", "Haan ji.", "Achha, achha.", "हाँ, ठीक है।", "I see."})
    void anAgentThatIsOnlyAgreedToGoesOn(String words) {
        RecordedCall call = call((time, line) -> {
            voice(time, line, 500, 900);
            time.after(1_600, () -> line.heard(new LineEvents.Heard(words, 500, 1_400)));
            time.after(3_100, line::hungUp);
        });

        assertThat(sayings()).containsExactly("duck", "pause", "resume");
        assertThat(call.said(TranscriptRole.CALLER)).containsExactly(words);
        assertThat(call.said(TranscriptRole.AGENT)).containsExactly(GREETING);
        assertThat(call.lines).noneMatch(line -> Boolean.TRUE.equals(line.interrupted()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Yeah, but who is this?", "Stop.", "Haan lekin abhi nahi.", "No.", "Okay wait a moment."})
    void whoSaysMoreIsAnswered(String words) {
        RecordedCall call = call((time, line) -> {
            voice(time, line, 500, 700);
            time.after(1_500, () -> line.heard(new LineEvents.Heard(words, 500, 1_200)));
            time.after(3_100, line::hungUp);
        });

        assertThat(call.lines.get(0).interrupted()).isTrue();
        assertThat(call.lines.get(1).text()).isEqualTo(words);
        assertThat(carrier.log)
                .contains("cut")
                .filteredOn(line -> line.startsWith("say"))
                .hasSizeGreaterThan(1);
    }

    @Test
    void twoWordsThatAreMoreThanAgreementStopTheAgentBeforeTheirEnd() {
        call((time, line) -> {
            time.after(500, line::soundBegan);
            time.after(600, () -> line.partial("Yeah but"));
            time.after(700, () -> line.partial("Yeah but wait"));
            time.after(750, line::hungUp);
        });

        assertThat(carrier.log).contains("cut");
        assertThat(sayings()).as("it was not paused, it has stopped").doesNotContain("pause");
    }

    @Test
    void wordsThatOnlyAgreeKeepALongVoiceFromStoppingTheAgent() {
        call((time, line) -> {
            time.after(450, line::soundBegan);
            time.after(500, () -> line.voiceBegan(0));
            time.after(800, () -> line.partial("Mm-hm"));
            time.after(900, () -> line.partial("Mm-hm, yeah"));
            time.after(1_500, line::voiceEnded);
            time.after(3_000, line::hungUp);
        });

        assertThat(sayings()).containsExactly("duck", "resume");
    }

    @Test
    void aVoiceOfWhichNoWordsComeIsAFalseAlarm() {
        RecordedCall call = call((time, line) -> {
            voice(time, line, 500, 700);
            time.after(9_000, line::hungUp);
        });

        assertThat(sayings()).containsExactly("duck", "pause", "resume");
        assertThat(call.lines.get(0).text()).isEqualTo(GREETING);
    }

    @Test
    void anAgentWaitsForWordsThatAreBeingRecognised() {
        RecordedCall call = call((time, line) -> {
            voice(time, line, 500, 700);
            time.after(6_000, () -> line.heard(new LineEvents.Heard("Wait.", 500, 1_200)));
            time.after(6_100, line::hungUp);
        });

        assertThat(carrier.log).containsSequence("duck", "pause", "cut");
        assertThat(call.lines.get(0).interrupted()).isTrue();
    }

    @Test
    void anAgentDoesNotWaitForWordsOfAVoiceThatNoRecogniserHears() {
        call((time, line) -> {
            time.after(500, () -> line.voiceBegan(0));
            time.after(1_200, line::voiceEnded);
            time.after(2_800, line::hungUp);
        });

        assertThat(carrier.log).containsSequence("duck", "pause", "resume");
    }

    @Test
    void whoAgreesOnceTheAgentHasSpokenHasAnswered() {
        RecordedCall call = call((time, line) -> {
            voice(time, line, 1_900, 300);
            time.after(2_900, () -> line.heard(new LineEvents.Heard("Yeah.", 1_900, 2_200)));
            time.after(5_000, line::hungUp);
        });

        assertThat(call.said(TranscriptRole.AGENT).get(1)).startsWith("Great. Are");
    }

    @Test
    void whoBeganIntoTheLastWordsIsNotAskedWhetherTheyAreThere() {
        RecordedCall call = call((time, line) -> {
            time.after(1_900, line::soundBegan);
            time.after(1_950, () -> line.voiceBegan(0));
            time.after(40_000, line::voiceEnded);
            time.after(41_000, () -> line.heard(new LineEvents.Heard("It is a long story.", 1_900, 40_000)));
            time.after(41_500, line::hungUp);
        });

        assertThat(call.text()).doesNotContain("Are you still there?").contains("It is a long story.");
    }

    @Test
    void whatIsTypedIsAlwaysAnswered() {
        RecordedCall call = call((time, line) -> {
            time.after(1_000, () -> line.heard(new LineEvents.Heard("yeah", 1_000, 1_000)));
            time.after(5_000, line::hungUp);
        });

        assertThat(call.lines.get(0).interrupted()).isTrue();
        assertThat(call.said(TranscriptRole.AGENT)).hasSizeGreaterThan(1);
    }

    @Test
    void anAgentMayBeHarderToInterrupt() {
        TestAgent patient = agent().turnTaking(new TurnTakingSettings(800, 1_200, 2, 300, 700, 1_200));
        call(patient, (time, line) -> {
            voice(time, line, 300, 1_000);
            time.after(1_800, () -> line.heard(new LineEvents.Heard("Haan.", 300, 1_300)));
            time.after(3_000, line::hungUp);
        });

        assertThat(sayings()).containsExactly("duck", "resume");
    }

    private static void voice(Timeline time, LineEvents line, long at, long millis) {
        time.after(at, line::soundBegan);
        time.after(at + 120, () -> line.voiceBegan(120));
        time.after(at + millis, line::voiceEnded);
    }

    private List<String> sayings() {
        return carrier.log.stream()
                .filter(List.of("duck", "pause", "resume")::contains)
                .toList();
    }

    private static TestAgent agent() {
        return TestAgent.reminder().greeting(GREETING).prompt("1. Are you well?\n2. Are you ready?");
    }

    private RecordedCall call(BiConsumer<Timeline, LineEvents> otherSide) {
        return call(agent(), otherSide);
    }

    private RecordedCall call(TestAgent agent, BiConsumer<Timeline, LineEvents> otherSide) {
        carrier = new TestCarrier((time, line) -> {
            time.after(100, line::answered);
            otherSide.accept(time, line);
        });
        switchboard = new Switchboard(new VoiceSettings(1e6, null), SimulatedNetwork.only(carrier));
        RecordedCall call = RecordedCall.dial(switchboard, agent.build(), "+12025550150");
        call.end();
        return call;
    }
}
