package com.osmtalk.voice;

import static com.osmtalk.voice.TestCarrier.SENTENCE;
import static com.osmtalk.voice.TestCarrier.speak;
import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.EndedBy;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Timeline;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is to take a call over is told what it is about, and decides by a key; the caller is never left alone. */
class AttendedTransferTest {
    private static final PhoneNumber PERSON = PhoneNumber.of("+12025550160");
    private static final String OFFER = "say Somebody on the line would like to speak to you.";
    private static final String KEYS = "say To take the call, press 1. To decline, press 2.";
    private static final String NOT_REACHED = "I am sorry, I could not reach anybody just now.";

    private TestCarrier carrier;

    /** A call whose caller is put through at once, and hangs up when the agent is back. */
    private RecordedCall call(String summary, BiConsumer<Timeline, LineEvents> person) {
        return call(summary, (time, line) -> time.after(100, line::answered), person);
    }

    private RecordedCall call(
            String summary, BiConsumer<Timeline, LineEvents> caller, BiConsumer<Timeline, LineEvents> person) {
        carrier = new TestCarrier(caller, person);
        try (Switchboard switchboard = new Switchboard(new VoiceSettings(1, null), SimulatedNetwork.only(carrier))) {
            RecordedCall call = RecordedCall.dial(
                    switchboard,
                    RecordedCall.plan(TestAgent.reminder().greeting("Hello.").build(), "+12025550100"),
                    (live, line) -> {
                        if (line.index() == 0) {
                            live.transfer(PERSON, summary);
                        } else if (line.text().startsWith(NOT_REACHED)) {
                            live.hangUp();
                        }
                    });
            call.end();
            return call;
        }
    }

    @Test
    void whoAcceptsHasHeardWhatItIsAbout() {
        RecordedCall call = call("Wants to pay invoice 17.", (time, line) -> TestCarrier.accept(time, line, 2_000));

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.TRANSFER);
        assertThat(carrier.log)
                .containsSubsequence(
                        "dial " + PERSON,
                        "say Hello, this is an AI assistant.",
                        OFFER,
                        "say This is what it is about: Wants to pay invoice 17.",
                        KEYS,
                        "connect");
    }

    @Test
    void withoutASummaryTheCallersLastWordsAreTold() {
        RecordedCall call = call(
                null,
                (time, line) -> {
                    time.after(100, line::answered);
                    speak(time, line, 800, "My heating is broken.");
                },
                (time, line) -> TestCarrier.accept(time, line, 2_000));

        assertThat(call.end().endedBy()).as(call.text()).isEqualTo(EndedBy.TRANSFER);
        assertThat(carrier.log).contains("say This is what it is about: My heating is broken.");
    }

    @Test
    void aKeyIsTakenAtOnce() {
        RecordedCall call = call("wants to pay", (time, line) -> {
            time.after(2_000, line::answered);
            time.after(3_000, () -> line.digit('1'));
        });

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.TRANSFER);
        assertThat(carrier.log).containsSubsequence("cut", "connect").doesNotContain(KEYS);
    }

    @Test
    void whoDeclinesIsNotConnectedAndTheAgentGoesOn() {
        RecordedCall call = call("wants to pay", (time, line) -> {
            time.after(2_000, line::answered);
            time.after(9_000, () -> line.digit('2'));
        });

        assertThat(call.said(TranscriptRole.AGENT)).last().asString().startsWith(NOT_REACHED);
        assertThat(call.end().endedBy()).isEqualTo(EndedBy.USER);
        assertThat(carrier.log).contains("hang up").doesNotContain("connect");
    }

    @ParameterizedTest
    @CsvSource({"#", "*", "0", "3", "9"})
    void otherKeysDecideNothing(char key) {
        RecordedCall call = call("wants to pay", (time, line) -> {
            time.after(2_000, line::answered);
            time.after(3_000, () -> line.digit(key));
            time.after(9_000, () -> line.digit('1'));
        });

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.TRANSFER);
    }

    @Test
    void aMailboxIsNotConnected() {
        RecordedCall call = call("wants to pay", (time, line) -> {
            time.after(2_000, line::answered);
            speak(time, line, 2_100, "You have reached the voicemail of Sam. Please leave a message after the tone.");
        });

        assertThat(call.said(TranscriptRole.AGENT)).last().asString().startsWith(NOT_REACHED);
        assertThat(carrier.log).doesNotContain("connect", KEYS);
    }

    @Test
    void whoPressesNothingIsAskedThreeTimes() {
        RecordedCall call = call("wants to pay", (time, line) -> {
            time.after(2_000, line::answered);
            speak(time, line, 3_000, "Hello? Who is there?");
        });

        assertThat(call.said(TranscriptRole.AGENT)).last().asString().startsWith(NOT_REACHED);
        assertThat(carrier.log.stream().filter(KEYS::equals)).hasSize(3);
        assertThat(carrier.log).doesNotContain("connect");
    }

    @Test
    void whoHangsUpHasDeclined() {
        RecordedCall call = call("wants to pay", (time, line) -> {
            time.after(2_000, line::answered);
            time.after(5_000, line::hungUp);
        });

        assertThat(call.said(TranscriptRole.AGENT)).last().asString().startsWith(NOT_REACHED);
    }

    @Test
    void theCallerDoesNotWaitInSilence() {
        RecordedCall call = call("wants to pay", (time, line) -> TestCarrier.accept(time, line, 40_000));

        assertThat(call.said(TranscriptRole.AGENT).stream()
                        .filter("Thank you for waiting. I am still trying to reach somebody."::equals))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(call.end().endedBy()).isEqualTo(EndedBy.TRANSFER);
    }

    @Test
    void alsoWhoWaitsIsToldThatAnAiSpeaks() {
        RecordedCall call = call(
                "wants to pay",
                (time, line) -> {
                    time.after(100, line::answered);
                    speak(time, line, 4 * SENTENCE, "Are you a robot?");
                },
                (time, line) -> TestCarrier.accept(time, line, 30_000));

        assertThat(call.said(TranscriptRole.AGENT)).contains("I am an AI assistant, not a person.");
        assertThat(call.end().endedBy()).isEqualTo(EndedBy.TRANSFER);
    }

    @Test
    void aLongSummaryIsCutToWhatIsListenedTo() {
        call("word ".repeat(4_000), (time, line) -> {
            time.after(2_000, line::answered);
            time.after(60_000, () -> line.digit('1'));
        });

        assertThat(carrier.log.stream().mapToInt(String::length).max().orElseThrow())
                .isLessThan(400);
        assertThat(carrier.log).contains(KEYS);
    }
}
