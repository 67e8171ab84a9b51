package com.osmtalk.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.voice.audio.Pcm;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A stream made of a service that recognises whole utterances. */
class UtteranceListeningTest {
    private final Random chance = new Random(7);
    private final List<CompletableFuture<String>> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final ListeningSession session = new UtteranceListening((pcm, length, terms) -> {
                CompletableFuture<String> words = new CompletableFuture<>();
                asked.add(words);
                return words;
            })
            .listen(ListeningTerms.in("en-IN"), new Told());

    @Test
    void aTurnHasItsBeginningItsEndAndItsWords() {
        hear(20, 60);
        hear(50, 4_000);
        assertThat(told).containsExactly("started");
        hear(40, 60);
        assertThat(told).containsExactly("started", "stopped 300 ms ago");
        asked.get(0).complete("Hello.");

        assertThat(told).containsExactly("started", "stopped 300 ms ago", "Hello.", "ended");
    }

    @Test
    void wordsAreToldInTheOrderInWhichTheyWereSaid() {
        say();
        say();
        told.clear();
        asked.get(1).complete("second");
        assertThat(told).isEmpty();
        asked.get(0).complete("first");

        assertThat(told).containsExactly("first", "ended", "second", "ended");
    }

    @Test
    void aSeventhUtteranceIsNotAskedForWhileSixAreAndThatItIsLostIsTold() {
        for (int i = 0; i < 7; i++) {
            say();
        }
        assertThat(asked).hasSize(6);
        assertThat(told).contains("failed: the recogniser is behind by 6 utterances; one is left out");
        told.clear();
        asked.forEach(words -> words.complete("words"));
        assertThat(told).hasSize(13).endsWith("words", "ended", "ended");
        say();
        assertThat(asked).hasSize(7);
    }

    @Test
    void oneThatFailsIsToldAndEndsWithoutWordsAndTheNextIsRecognised() {
        say();
        say();
        told.clear();
        asked.get(0).completeExceptionally(new SpeechException("down"));
        asked.get(1).complete("Hello.");

        assertThat(told).containsExactly("failed: down", "ended", "Hello.", "ended");
    }

    @Test
    void aSessionThatIsClosedListensNoMore() {
        session.close();
        say();
        assertThat(told).isEmpty();
    }

    private void say() {
        hear(20, 60);
        hear(30, 4_000);
        hear(40, 60);
    }

    private void hear(int frames, int amplitude) {
        byte[] frame = new byte[Pcm.FRAME_BYTES];
        for (int i = 0; i < frames; i++) {
            for (int at = 0; at < frame.length; at += 2) {
                Pcm.put(frame, at, chance.nextInt(2 * amplitude) - amplitude);
            }
            session.frame(frame, 0);
        }
    }

    private final class Told implements ListeningSession.Listener {
        @Override
        public void speechStarted() {
            told.add("started");
        }

        @Override
        public void speechStopped(long millisAgo) {
            told.add("stopped " + millisAgo + " ms ago");
        }

        @Override
        public void partial(String words) {
            told.add("partial " + words);
        }

        @Override
        public void words(String words) {
            told.add(words);
        }

        @Override
        public void turnEnded() {
            told.add("ended");
        }

        @Override
        public void failed(SpeechException reason) {
            told.add("failed: " + reason.getMessage());
        }
    }
}
