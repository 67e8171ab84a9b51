package com.osmtalk.voice.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.TurnTakingSettings;
import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.SyntheticSound;
import com.osmtalk.voice.carrier.LineEvents.Heard;
import com.osmtalk.voice.speech.ListeningSession;
import com.osmtalk.voice.speech.ListeningTerms;
import com.osmtalk.voice.speech.SpeechException;
import com.osmtalk.voice.time.TestTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a service tells of a caller, as it comes to a call. */
class SpeechInputTest {
    private final TestTime time = new TestTime();
    private final List<String> told = new ArrayList<>();
    private final Service service = new Service();
    private final SpeechInput input = new SpeechInput(
            (terms, listener) -> {
                service.listener = listener;
                return service;
            },
            ListeningTerms.in("en-IN"),
            TurnTakingSettings.DEFAULT,
            time.timeline(),
            new Told(),
            AudioTap.NONE);

    @AfterEach
    void stop() {
        time.close();
    }

    @Test
    void aTurnIsStampedWithItsOwnTimesHoweverLateItsWordsCome() {
        at(1_000).speechStarted();
        at(2_700).speechStopped(700);
        at(3_500).words("Yes,");
        at(3_600).words("I can.");
        at(4_000).turnEnded();

        assertThat(told).containsExactly("speaking", "Yes, I can.…", "Yes, I can. from 1000 to 2000");
    }

    @Test
    void aPauseWithinWhatTheCallerSaysIsNoEnd() {
        at(1_000).speechStarted();
        at(2_300).speechStopped(300);
        at(2_400).speechStarted();
        at(2_500).words("First");
        at(2_500).turnEnded();
        at(2_600).partial("sec");
        at(4_300).speechStopped(300);
        at(4_400).words("second.");
        at(4_400).turnEnded();
        at(9_000);

        assertThat(told)
                .containsExactly(
                        "speaking",
                        "speaking",
                        "First…",
                        "First sec…",
                        "First second.…",
                        "First second. from 1000 to 4000");
    }

    @Test
    void aCompleteSentenceEndsATurnSoonerThanOneThatGoesOn() {
        assertThat(told(said("Yes, I can."))).isEqualTo(300);
        assertThat(told(said("Tomorrow at ten"))).isEqualTo(700);
        assertThat(told(said("Tomorrow at ten and"))).isEqualTo(1_200);
        assertThat(told(said("It is five five one two"))).isEqualTo(1_200);
    }

    /** The words are there at once. */
    private long said(String words) {
        long end = time.now() + 1_000;
        at(end - 1_000).speechStarted();
        at(end).speechStopped(0);
        at(end).words(words);
        at(end).turnEnded();
        return end;
    }

    private long told(long end) {
        told.clear();
        for (int pause = 0; pause <= 3_000; pause += 10) {
            at(end + pause);
            if (told.stream().anyMatch(line -> line.contains(" from "))) {
                return pause;
            }
        }
        throw new AssertionError("the turn has no end");
    }

    @Test
    void noiseAfterWordsIsNoneOfThem() {
        at(1_000).speechStarted();
        at(2_100).speechStopped(100);
        at(2_100).words("Tomorrow");
        at(2_100).turnEnded();
        at(2_200).speechStarted();
        at(2_500).speechStopped(200);
        at(2_600).turnEnded();
        at(9_000);

        assertThat(told).containsExactly("speaking", "Tomorrow…", "speaking", "Tomorrow from 1000 to 2000");
    }

    @Test
    void aServiceThatTellsWordsOnlyBeginsATurnWithThem() {
        at(1_000).partial("Yes");
        at(1_500).partial("Yes, I");
        at(2_000).words("Yes, I can.");
        at(2_200).turnEnded();
        at(3_000).words("Good.");
        at(3_100).turnEnded();
        at(3_200).turnEnded();
        at(9_000);

        assertThat(told)
                .containsExactly(
                        "speaking",
                        "Yes…",
                        "Yes, I…",
                        "Yes, I can.…",
                        "Yes, I can. from 1000 to 2200",
                        "speaking",
                        "Good.…",
                        "Good. from 3000 to 3100");
    }

    @Test
    void silenceBeforeSpeechDoesNotEndItBeforeItBegan() {
        at(1_000).speechStarted();
        at(1_100).speechStopped(700);
        at(1_200).turnEnded();

        assertThat(told).containsExactly("speaking", " from 1000 to 1000");
    }

    @Test
    void threeFailuresInARowAreADeafCallAndWordsInBetweenAreNone() {
        at(0).failed(new SpeechException("down"));
        at(0).failed(new SpeechException("down"));
        at(0).words("Hello.");
        at(0).failed(new SpeechException("down"));
        at(0).failed(new SpeechException("down"));
        assertThat(told).doesNotContain("deaf");
        at(0).failed(new SpeechException("down"));
        at(0).failed(new SpeechException("down"));

        assertThat(told.stream().filter("deaf"::equals)).hasSize(1);
    }

    @Test
    void failuresAreToldOnce() {
        at(1_000).failed(new SpeechException("down"));
        at(2_000).failed(new SpeechException("down"));
        assertThat(told).containsExactly("not recognised");
    }

    @Test
    void soundOfAnyLengthReachesTheServiceInFrames() {
        byte[] sound = new byte[5 * Pcm.FRAME_BYTES];
        input.hear(sound, 0, 1_000);
        assertThat(service.frames).isEqualTo(1);
        input.hear(sound, 0, 1_000);
        assertThat(service.frames).isEqualTo(3);
        input.close();
        assertThat(service.closed).isTrue();
    }

    @Test
    void soundAfterWordsKeepsTheTurnOpenOnlyWhileItIsAVoice() {
        at(1_000).speechStarted();
        at(2_000).speechStopped(0);
        at(2_000).words("Tomorrow");
        at(2_000).turnEnded();
        at(2_200).speechStarted();
        at(2_699);
        assertThat(told).containsExactly("speaking", "Tomorrow…", "speaking");
        at(2_700);
        assertThat(told).last().isEqualTo("Tomorrow from 1000 to 2000");

        hear(new SyntheticSound().silence(1_000).voice(2_000, 130, 5_000));
        at(20_000).turnEnded();
        at(21_000).speechStarted();
        at(22_000).words("Two");
        at(22_000).turnEnded();
        told.clear();
        at(22_100).speechStarted();
        hear(new SyntheticSound().voice(260, 130, 5_000));
        at(30_000);
        assertThat(told).allMatch(line -> line.startsWith("voice") || line.equals("speaking"));
    }

    @Test
    void aVoiceAndABeepAreTold() {
        hear(new SyntheticSound()
                .silence(1_000)
                .cough()
                .silence(500)
                .voice(320, 130, 5_000)
                .silence(500)
                .tone(500, 4_000, 1_000)
                .silence(200));

        assertThat(told).hasSize(3);
        assertThat(told.get(0)).startsWith("voice since ");
        assertThat(told.subList(1, 3)).containsExactly("no voice", "beep");
    }

    private void hear(SyntheticSound sound) {
        byte[] pcm = sound.pcm();
        for (int at = 0; at < pcm.length; at += Pcm.FRAME_BYTES) {
            input.hear(pcm, at, Pcm.FRAME_BYTES);
            time.advance(Pcm.FRAME_MILLIS);
        }
    }

    private ListeningSession.Listener at(long now) {
        time.advance(now - time.now());
        return service.listener;
    }

    private static final class Service implements ListeningSession {
        private Listener listener;
        private int frames;
        private boolean closed;

        @Override
        public void frame(byte[] pcm, int offset) {
            frames++;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final class Told implements SpeechInput.Listener {
        @Override
        public void deaf() {
            told.add("deaf");
        }

        @Override
        public void soundBegan() {
            told.add("speaking");
        }

        @Override
        public void voiceBegan(long millisAgo) {
            told.add("voice since " + (time.timeline().now() - millisAgo));
        }

        @Override
        public void voiceEnded() {
            told.add("no voice");
        }

        @Override
        public void partial(String words) {
            told.add(words + "…");
        }

        @Override
        public void beep() {
            told.add("beep");
        }

        @Override
        public void heard(Heard words) {
            told.add(words.text() + " from " + words.startedAt() + " to " + words.endedAt());
        }

        @Override
        public void notRecognised() {
            told.add("not recognised");
        }
    }
}
