package com.osmtalk.voice.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.carrier.LineEvents.Heard;
import com.osmtalk.voice.speech.ListeningSession;
import com.osmtalk.voice.speech.ListeningTerms;
import com.osmtalk.voice.speech.SpeechException;
import com.osmtalk.voice.time.Pace;
import com.osmtalk.voice.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a service tells of a caller, as it comes to a call. The clock is the test's, and events run at once. */
class SpeechInputTest {
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
    private final List<String> told = new ArrayList<>();
    private final Service service = new Service();
    private long millis;
    private final Timeline timeline =
            new Timeline(new Pace(1, () -> millis * 1_000_000, alarms, Runnable::run), fault -> told.add("" + fault));
    private final SpeechInput input = new SpeechInput(
            (terms, listener) -> {
                service.listener = listener;
                return service;
            },
            ListeningTerms.in("en-IN"),
            timeline,
            new Told(),
            AudioTap.NONE);

    @AfterEach
    void stop() {
        alarms.shutdownNow();
    }

    @Test
    void aTurnIsStampedWithItsOwnTimesHoweverLateItsWordsCome() {
        at(1_000).speechStarted();
        at(2_700).speechStopped(700);
        at(3_500).words("Yes,");
        at(3_600).words("I can.");
        at(4_000).turnEnded();

        assertThat(told).containsExactly("speaking", "Yes, I can. from 1000 to 2000");
    }

    @Test
    void aTurnMayBeginBeforeTheWordsOfTheOneBeforeHaveCome() {
        at(1_000).speechStarted();
        at(2_700).speechStopped(700);
        at(3_000).speechStarted();
        at(3_100).words("First.");
        at(3_100).turnEnded();
        at(4_700).speechStopped(700);
        at(5_000).turnEnded();

        assertThat(told).containsExactly("speaking", "speaking", "First. from 1000 to 2000", " from 3000 to 4000");
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

        assertThat(told)
                .containsExactly(
                        "speaking", "speaking", "Yes, I can. from 1000 to 2200", "speaking", "Good. from 3000 to 3100");
    }

    @Test
    void silenceBeforeSpeechDoesNotEndItBeforeItBegan() {
        at(1_000).speechStarted();
        at(1_100).speechStopped(700);
        at(1_200).turnEnded();

        assertThat(told).containsExactly("speaking", " from 1000 to 1000");
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

    private ListeningSession.Listener at(long now) {
        millis = now;
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
        public void callerSpeaking() {
            told.add("speaking");
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
