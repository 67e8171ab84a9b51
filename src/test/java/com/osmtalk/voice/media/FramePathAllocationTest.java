package com.osmtalk.voice.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Allocation;
import com.osmtalk.api.TurnTakingSettings;
import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.audio.FrameSink;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.carrier.LineEvents.Heard;
import com.osmtalk.voice.speech.ListeningSession;
import com.osmtalk.voice.speech.ListeningTerms;
import com.osmtalk.voice.speech.SpeakingTerms;
import com.osmtalk.voice.speech.SpeechToText;
import com.osmtalk.voice.speech.UtteranceListening;
import com.osmtalk.voice.speech.UtteranceSpeaking;
import com.osmtalk.voice.time.Pace;
import com.osmtalk.voice.time.Timeline;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Garbage made on the way of a frame ends in pauses that make the frames of every call late; so there is none. */
class FramePathAllocationTest {
    private static final int FRAMES = 5_000;
    private static final SpeechToText UTTERANCES =
            new UtteranceListening((pcm, length, language) -> CompletableFuture.completedFuture(""));
    private static final SpeechToText STREAM = (language, listener) -> new ListeningSession() {
        @Override
        public void frame(byte[] pcm, int offset) {}

        @Override
        public void close() {}
    };

    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final byte[] silence = noise(FRAMES, 30);
    private final byte[] speech = noise(FRAMES, 5_000);
    private int next;

    @AfterEach
    void stop() {
        alarms.shutdownNow();
        worker.shutdownNow();
    }

    @Test
    void listeningToSilenceMakesNone() {
        assertThat(listening(UTTERANCES, silence, Pcm.FRAME_BYTES)).isLessThan(1);
        assertThat(listening(STREAM, silence, Pcm.FRAME_BYTES)).isLessThan(1);
    }

    @Test
    void listeningToFramesThatComeInOddPiecesMakesNone() {
        assertThat(listening(UTTERANCES, silence, 500)).isLessThan(1);
    }

    /**
     * What remains is for each utterance, of which one is cut off every 30 seconds: its turn, its future, its events.
     */
    @Test
    void listeningToSpeechMakesNoneForAFrame() {
        assertThat(listening(UTTERANCES, speech, Pcm.FRAME_BYTES)).isLessThan(4);
        assertThat(listening(STREAM, speech, Pcm.FRAME_BYTES)).isLessThan(1);
    }

    /**
     * What remains is of the timer that rings every five frames: the scheduler's own task and the executor's own node.
     */
    @Test
    void speakingMakesNoneForAFrame() throws InterruptedException {
        Timeline timeline = timeline(200);
        Speech heard = new Speech();
        SpeechOutput output = new SpeechOutput(
                new UtteranceSpeaking((text, terms) -> CompletableFuture.completedFuture(silence)),
                SpeakingTerms.in("en-IN"),
                timeline,
                heard,
                heard,
                AudioTap.NONE,
                heard,
                () -> {});
        timeline.post(() -> output.say("A long sentence."));
        assertThat(heard.spoken.await(120, TimeUnit.SECONDS)).isTrue();

        assertThat(heard.perFrame()).isLessThan(64);
        assertThat(heard.betweenFramesOfATick).isZero();
    }

    /** Bytes for each piece, on the thread that brings them. */
    private double listening(SpeechToText recogniser, byte[] sound, int pieceBytes) {
        SpeechInput input = new SpeechInput(
                recogniser,
                ListeningTerms.in("en-IN"),
                TurnTakingSettings.DEFAULT,
                timeline(1),
                new Deaf(),
                AudioTap.NONE);
        next = 0;
        return Allocation.perRound(FRAMES, () -> {
            if (next + pieceBytes > sound.length) {
                next = 0;
            }
            input.hear(sound, next, pieceBytes);
            next += pieceBytes;
        });
    }

    private Timeline timeline(double speed) {
        return new Timeline(new Pace(speed, System::nanoTime, alarms, worker), fault -> {
            throw new AssertionError(fault);
        });
    }

    private static byte[] noise(int frames, int amplitude) {
        Random chance = new Random(5);
        byte[] pcm = new byte[frames * Pcm.FRAME_BYTES];
        for (int at = 0; at < pcm.length; at += 2) {
            Pcm.put(pcm, at, chance.nextInt(2 * amplitude) - amplitude);
        }
        return pcm;
    }

    private static final class Deaf implements SpeechInput.Listener {
        @Override
        public void soundBegan() {}

        @Override
        public void voiceBegan(long millisAgo) {}

        @Override
        public void voiceEnded() {}

        @Override
        public void partial(String words) {}

        @Override
        public void beep() {}

        @Override
        public void heard(Heard words) {}

        @Override
        public void notRecognised() {}
    }

    /** Measures on the timeline's thread, from the second half of the frames. */
    private static final class Speech implements SentenceOutput, SentenceOutput.Listener, FrameSink {
        private final CountDownLatch spoken = new CountDownLatch(1);
        private int frames;
        private long atHalf;
        private long last;
        private long betweenFramesOfATick = Long.MAX_VALUE;

        double perFrame() {
            return (double) (last - atHalf) / (FRAMES - FRAMES / 2);
        }

        @Override
        public void frame(byte[] pcm, int offset) {
            long now = Allocation.ofThisThread();
            if (++frames > FRAMES / 2) {
                betweenFramesOfATick = Math.min(betweenFramesOfATick, now - last);
            } else {
                atHalf = now;
            }
            last = now;
        }

        @Override
        public void audible() {}

        @Override
        public void spoken() {
            spoken.countDown();
        }

        @Override
        public void say(String sentence) {
            throw new AssertionError("it can be spoken");
        }

        @Override
        public String cut() {
            return "";
        }
    }
}
