package com.osmtalk.voice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Visitor;
import com.osmtalk.Waiting;
import com.osmtalk.api.EndedBy;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.SyntheticSound;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.speech.UtteranceListening;
import com.osmtalk.voice.speech.UtteranceRecogniser;
import com.osmtalk.voice.speech.UtteranceSpeaking;
import com.osmtalk.voice.speech.UtteranceSynthesiser;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls with sound, both ways, the services being the test's own. */
class WebAudioTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final List<byte[]> recognised = new CopyOnWriteArrayList<>();
    private final UtteranceRecogniser recogniser = (pcm, length, language) -> {
        recognised.add(Arrays.copyOf(pcm, length));
        return CompletableFuture.completedFuture("Yes, I can.");
    };
    private CallWithSound call;

    @AfterEach
    void stop() {
        call.close();
    }

    @Test
    void theAgentIsHeardInFramesAsLongAsItsWords() {
        start("Hello there.", recogniser, sounding(600));
        try (Visitor visitor = call.join(true)) {
            visitor.awaitAgent("Hello there.");

            assertThat(visitor.frames).hasSize(30).allMatch(frame -> frame.length == Pcm.FRAME_BYTES);
            assertThat(visitor.await("session.started").toString()).contains("\"in\":true,\"out\":true");
        }
    }

    @Test
    void whoDoesNotAskForSoundGetsNone() {
        start("Hello there.", recogniser, sounding(600));
        try (Visitor visitor = call.join(false)) {
            visitor.awaitAgent("Hello there.");
            assertThat(visitor.frames).isEmpty();
        }
    }

    @Test
    void whatIsSaidIsRecognisedAndAnswered() {
        start("Hello there.", recogniser, sounding(100));
        try (Visitor visitor = call.join(true)) {
            visitor.awaitAgent("Hello there.");
            call.talk(visitor);

            assertThat(visitor.await("caller.text").path("text").asText()).isEqualTo("Yes, I can.");
            assertThat(Pcm.millis(recognised.get(0).length)).isBetween(800L, 3_000L);
            Waiting.untilTrue(
                    LIMIT,
                    () -> visitor.types().lastIndexOf("agent.text")
                            > visitor.types().indexOf("caller.text"));
            visitor.send("{\"type\": \"call.end\"}");
            CallEnd ended = call.end.join();
            assertThat(ended.usage().sttSeconds()).isBetween(0.3, 3.0);
            assertThat(ended.usage().sipSeconds()).isZero();
            assertThat(ended.latency().stt()).isNotNull();
        }
    }

    @Test
    void aCallerWhoSpeaksWhileTheAgentDoesCutsItShort() {
        start("One two three four five six seven eight nine ten eleven twelve.", recogniser, sounding(6_000));
        try (Visitor visitor = call.join(true)) {
            Waiting.untilTrue(LIMIT, () -> visitor.frames.size() > 40);
            call.talk(visitor);

            assertThat(visitor.await("agent.interrupted").path("text").asText())
                    .startsWith("One")
                    .doesNotContain("eleven");
            int sent = visitor.frames.size();
            assertThat(sent).isLessThan(6_000 / Pcm.FRAME_MILLIS);
            assertThat(visitor.await("agent.text", true).path("interrupted").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void aCoughADoorAndMusicDoNotStopTheAgent() {
        start(
                "One two three four five six.",
                (pcm, length, language) -> CompletableFuture.completedFuture(""),
                sounding(6_000));
        try (Visitor visitor = call.join(true)) {
            Waiting.untilTrue(LIMIT, () -> visitor.frames.size() > 20);
            call.play(
                    visitor,
                    new SyntheticSound()
                            .silence(300)
                            .cough()
                            .silence(200)
                            .door()
                            .melody(250, 262, 330, 392, 523, 392, 330)
                            .chord(800, 131, 165, 196));

            visitor.awaitAgent("One two three four five six.");
            assertThat(visitor.types()).doesNotContain("agent.interrupted", "caller.text");
            // on a slow machine a pause may be so long that the sentence is said again
            assertThat(visitor.frames).hasSizeGreaterThanOrEqualTo(6_000 / Pcm.FRAME_MILLIS);
        }
    }

    @Test
    void anAgentThatIsOnlyAgreedToWaitsAndSpeaksOn() {
        start(
                "One two three four five six.",
                (pcm, length, language) -> CompletableFuture.completedFuture("Mm-hm, yeah."),
                sounding(6_000));
        try (Visitor visitor = call.join(true)) {
            Waiting.untilTrue(LIMIT, () -> visitor.frames.size() > 20);
            call.play(
                    visitor,
                    new SyntheticSound().silence(300).voice(900, 130, 5_000).silence(500));

            assertThat(visitor.await("caller.text").path("text").asText()).isEqualTo("Mm-hm, yeah.");
            visitor.awaitAgent("One two three four five six.");
            assertThat(visitor.types()).doesNotContain("agent.interrupted");
            // on a slow machine a pause may be so long that the sentence is said again
            assertThat(visitor.frames).hasSizeGreaterThanOrEqualTo(6_000 / Pcm.FRAME_MILLIS);
        }
    }

    @Test
    void whenNothingCanBeRecognisedTheVisitorIsToldOnceAndCanWrite() {
        start(
                "Hello there.",
                (pcm, length, language) -> CompletableFuture.failedFuture(new Exception("down")),
                sounding(100));
        try (Visitor visitor = call.join(true)) {
            visitor.awaitAgent("Hello there.");
            call.talk(visitor);
            visitor.awaitError("speech_failed");
            visitor.say("In writing then.");
            assertThat(visitor.await("caller.text").path("text").asText()).isEqualTo("In writing then.");
        }
    }

    @Test
    void whenTheAgentCanNotSpeakItWrites() {
        start(
                "Hello there.",
                recogniser,
                (sentence, language) -> CompletableFuture.failedFuture(new Exception("down")));
        try (Visitor visitor = call.join(true)) {
            visitor.awaitError("speech_failed");
            visitor.awaitAgent("Hello there.");
            assertThat(visitor.frames).isEmpty();
        }
    }

    @Test
    void aServiceThatNeverAnswersDoesNotKeepTheCallFromEnding() {
        start(
                "Hello there.",
                (pcm, length, language) -> new CompletableFuture<>(),
                (text, language) -> new CompletableFuture<>());
        try (Visitor visitor = call.join(true)) {
            call.talk(visitor);
            visitor.send("{\"type\": \"call.end\"}");
            visitor.await("call.ended");
            assertThat(call.end.join().endedBy()).isEqualTo(EndedBy.CALLER);
        }
    }

    @Test
    void oddFramesArePointedOut() {
        start("Hello there.", recogniser, sounding(100));
        try (Visitor visitor = call.join(true)) {
            visitor.send(new byte[641]);
            visitor.awaitError("invalid_audio");
            visitor.send(new byte[30_000]);
            visitor.send(new byte[320]);
            visitor.say("Hello");
            visitor.await("caller.text");
        }
    }

    @Test
    void soundFasterThanItCanBeHeardIsRefused() {
        start("Hello there.", recogniser, sounding(100));
        try (Visitor visitor = call.join(true)) {
            // with pauses: a socket that is closed while much of what came is unread is reset, and its last words are
            // lost
            visitor.flood(40, () -> {
                for (int i = 0; i < 10; i++) {
                    visitor.send(new byte[Pcm.FRAME_BYTES]);
                }
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            });
            visitor.awaitError("too_fast");
        }
    }

    private static UtteranceSynthesiser sounding(int millis) {
        return (sentence, language) -> CompletableFuture.completedFuture(new byte[millis * Pcm.BYTES_PER_MILLISECOND]);
    }

    private void start(String greeting, UtteranceRecogniser recognising, UtteranceSynthesiser speaking) {
        call = new CallWithSound(
                greeting, SpeechServices.of(new UtteranceListening(recognising), new UtteranceSpeaking(speaking)));
    }
}
