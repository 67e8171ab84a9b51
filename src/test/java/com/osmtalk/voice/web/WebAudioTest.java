package com.osmtalk.voice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Visitor;
import com.osmtalk.Waiting;
import com.osmtalk.api.EndedBy;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.CallPlan;
import com.osmtalk.voice.CallRules;
import com.osmtalk.voice.Ending;
import com.osmtalk.voice.RecordedCall;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.TestAgent;
import com.osmtalk.voice.VoiceSettings;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.speech.UtteranceListening;
import com.osmtalk.voice.speech.UtteranceRecogniser;
import com.osmtalk.voice.speech.UtteranceSpeaking;
import com.osmtalk.voice.speech.UtteranceSynthesiser;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls with sound, both ways, the services being the test's own. */
class WebAudioTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Random chance = new Random(3);
    private final Switchboard switchboard = new Switchboard(new VoiceSettings(1, null));
    private final CompletableFuture<CallEnd> end = new CompletableFuture<>();
    private final List<byte[]> recognised = new CopyOnWriteArrayList<>();
    private final UtteranceRecogniser recogniser = (pcm, language) -> {
        recognised.add(pcm);
        return CompletableFuture.completedFuture("Yes, I can.");
    };
    private WebVoice voice;

    @AfterEach
    void stop() {
        switchboard.close();
        voice.close();
    }

    @Test
    void theAgentIsHeardInFramesAsLongAsItsWords() {
        start("Hello there.", recogniser, sounding(600));
        try (Visitor visitor = join(true)) {
            visitor.awaitAgent("Hello there.");

            assertThat(visitor.frames).hasSize(30).allMatch(frame -> frame.length == Pcm.FRAME_BYTES);
            assertThat(visitor.await("session.started").toString()).contains("\"in\":true,\"out\":true");
        }
    }

    @Test
    void whoDoesNotAskForSoundGetsNone() {
        start("Hello there.", recogniser, sounding(600));
        try (Visitor visitor = join(false)) {
            visitor.awaitAgent("Hello there.");
            assertThat(visitor.frames).isEmpty();
        }
    }

    @Test
    void whatIsSaidIsRecognisedAndAnswered() {
        start("Hello there.", recogniser, sounding(100));
        try (Visitor visitor = join(true)) {
            visitor.awaitAgent("Hello there.");
            talk(visitor);

            assertThat(visitor.await("caller.text").path("text").asText()).isEqualTo("Yes, I can.");
            assertThat(Pcm.millis(recognised.get(0).length)).isBetween(800L, 3_000L);
            Waiting.untilTrue(
                    LIMIT,
                    () -> visitor.types().lastIndexOf("agent.text")
                            > visitor.types().indexOf("caller.text"));
            visitor.send("{\"type\": \"call.end\"}");
            CallEnd ended = end.join();
            assertThat(ended.usage().sttSeconds()).isBetween(0.3, 3.0);
            assertThat(ended.usage().sipSeconds()).isZero();
            assertThat(ended.latency().stt()).isNotNull();
        }
    }

    @Test
    void aCallerWhoSpeaksWhileTheAgentDoesCutsItShort() {
        start("One two three four five six seven eight nine ten eleven twelve.", recogniser, sounding(6_000));
        try (Visitor visitor = join(true)) {
            Waiting.untilTrue(LIMIT, () -> visitor.frames.size() > 40);
            talk(visitor);

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
    void whenNothingCanBeRecognisedTheVisitorIsToldOnceAndCanWrite() {
        start("Hello there.", (pcm, language) -> CompletableFuture.failedFuture(new Exception("down")), sounding(100));
        try (Visitor visitor = join(true)) {
            visitor.awaitAgent("Hello there.");
            talk(visitor);
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
        try (Visitor visitor = join(true)) {
            visitor.awaitError("speech_failed");
            visitor.awaitAgent("Hello there.");
            assertThat(visitor.frames).isEmpty();
        }
    }

    @Test
    void aServiceThatNeverAnswersDoesNotKeepTheCallFromEnding() {
        start(
                "Hello there.",
                (pcm, language) -> new CompletableFuture<>(),
                (text, language) -> new CompletableFuture<>());
        try (Visitor visitor = join(true)) {
            talk(visitor);
            visitor.send("{\"type\": \"call.end\"}");
            visitor.await("call.ended");
            assertThat(end.join().endedBy()).isEqualTo(EndedBy.CALLER);
        }
    }

    @Test
    void oddFramesArePointedOut() {
        start("Hello there.", recogniser, sounding(100));
        try (Visitor visitor = join(true)) {
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
        try (Visitor visitor = join(true)) {
            visitor.flood(400, () -> visitor.send(new byte[Pcm.FRAME_BYTES]));
            visitor.awaitError("too_fast");
        }
    }

    /** Half a second of silence, one of speech, one of silence, as fast as they may come. */
    private void talk(Visitor visitor) {
        play(visitor, 10, 30);
        play(visitor, 50, 5_000);
        play(visitor, 45, 30);
    }

    private void play(Visitor visitor, int frames, int amplitude) {
        for (int i = 0; i < frames; i++) {
            byte[] frame = new byte[Pcm.FRAME_BYTES];
            for (int sample = 0; sample < frame.length; sample += 2) {
                int value = chance.nextInt(2 * amplitude) - amplitude;
                frame[sample] = (byte) value;
                frame[sample + 1] = (byte) (value >> 8);
            }
            visitor.send(frame);
            LockSupport.parkNanos(Duration.ofMillis(Pcm.FRAME_MILLIS).toNanos());
        }
    }

    private static UtteranceSynthesiser sounding(int millis) {
        return (sentence, language) -> CompletableFuture.completedFuture(new byte[millis * Pcm.BYTES_PER_MILLISECOND]);
    }

    private void start(String greeting, UtteranceRecogniser recognising, UtteranceSynthesiser speaking) {
        CallPlan plan = new CallPlan(
                "call_test",
                null,
                null,
                TestAgent.reminder().greeting(greeting).build(),
                RecordedCall.VARIABLES,
                CallRules.USUAL);
        voice = WebVoice.start(
                "127.0.0.1",
                0,
                (token, origin, session) ->
                        switchboard.connect(plan, session.following(plan, new Ending(end::complete)), session::open),
                SpeechServices.of(new UtteranceListening(recognising), new UtteranceSpeaking(speaking)));
    }

    private Visitor join(boolean audio) {
        Visitor visitor = Visitor.at("ws://127.0.0.1:" + voice.port() + WebVoice.PATH);
        visitor.send("{\"type\": \"session.start\", \"token\": \"a\", \"audio\": " + audio + "}");
        visitor.await("session.started");
        return visitor;
    }
}
