package com.osmtalk.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.voice.audio.Pcm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A stream made of a service that speaks whole texts. */
class UtteranceSpeakingTest {
    private final CompletableFuture<byte[]> sound = new CompletableFuture<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final SpeakingSession session = new UtteranceSpeaking((text, terms) -> {
                asked.add(terms.language() + ": " + text);
                return sound;
            })
            .speak(SpeakingTerms.in("en-IN"), new Told());

    @Test
    void whatIsWrittenIsAskedForAtTheEndAndComesInFrames() {
        session.write("Hello ");
        session.write("there.");
        assertThat(asked).isEmpty();
        session.end();
        assertThat(asked).containsExactly("en-IN: Hello there.");
        sound.complete(new byte[Pcm.FRAME_BYTES + 2]);

        assertThat(told).containsExactly("frame", "frame", "done");
    }

    @Test
    void oneThatIsCancelledYieldsNothing() {
        session.write("Hello.");
        session.end();
        session.cancel();
        sound.complete(new byte[Pcm.FRAME_BYTES]);

        assertThat(told).isEmpty();
    }

    @Test
    void oneThatIsCancelledBeforeItsEndIsNotAskedFor() {
        session.write("Hello.");
        session.cancel();
        session.end();

        assertThat(asked).isEmpty();
    }

    @Test
    void aServiceThatFailsIsTold() {
        session.write("Hello.");
        session.end();
        sound.completeExceptionally(new IllegalStateException("down"));

        assertThat(told).containsExactly("failed: the speech service failed: java.lang.IllegalStateException: down");
    }

    private final class Told implements SpeakingSession.Listener {
        @Override
        public void frame(byte[] pcm, int offset) {
            told.add("frame");
        }

        @Override
        public void done() {
            told.add("done");
        }

        @Override
        public void failed(SpeechException reason) {
            told.add("failed: " + reason.getMessage());
        }
    }
}
