package com.osmtalk.voice.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.speech.SpeakingSession;
import com.osmtalk.voice.speech.SpeakingTerms;
import com.osmtalk.voice.time.TestTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How sentences go out that are interrupted, or nearly so. The voice speaks ten characters a second. */
class SpeechOutputTest {
    private static final String SENTENCE = "Your appointment is on Tuesday, and you can park behind the house.";
    private static final int LOUD = 8_000;

    private final TestTime time = new TestTime();
    private final List<Integer> frames = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private int spoken;
    private final SpeechOutput output = new SpeechOutput(
            (terms, listener) -> new Voice(listener),
            SpeakingTerms.in("en-IN"),
            time.timeline(),
            new SentenceOutput.Listener() {
                @Override
                public void audible() {}

                @Override
                public void spoken() {
                    spoken++;
                }
            },
            (pcm, offset) -> frames.add((int) Pcm.sample(pcm, offset)),
            AudioTap.NONE,
            new Nothing(),
            () -> {});

    @AfterEach
    void stop() {
        time.close();
    }

    @Test
    void aSentenceIsSpokenMoreQuietlyWhileTheCallerMayBeAboutToSpeak() {
        time.run(() -> output.say(SENTENCE));
        time.advance(1_000);
        int before = frames.size();
        time.run(output::duck);
        time.advance(1_000);
        int ducked = frames.size();
        time.run(output::resume);
        time.advance(1_000);

        assertThat(frames.subList(0, before)).containsOnly(LOUD);
        assertThat(frames.subList(before, ducked)).containsOnly(LOUD / 4);
        assertThat(frames.subList(ducked, frames.size())).containsOnly(LOUD).isNotEmpty();
    }

    @Test
    void aSentenceGoesOnFromWhereItWasAfterAShortPause() {
        time.run(() -> output.say(SENTENCE));
        time.advance(1_000);
        int before = frames.size();
        time.run(output::pause);
        time.advance(1_000);
        assertThat(frames).hasSize(before);
        assertThat(spoken).isZero();

        time.run(output::resume);
        time.advance(60_000);

        assertThat(frames).hasSize(SENTENCE.length() * 100 / Pcm.FRAME_MILLIS);
        assertThat(asked).containsExactly(SENTENCE);
        assertThat(spoken).isEqualTo(1);
    }

    @Test
    void aSentenceIsSaidAgainFromItsClauseAfterALongOne() {
        time.run(() -> output.say(SENTENCE));
        time.advance(4_500);
        time.run(output::pause);
        time.advance(5_000);
        time.run(output::resume);
        time.advance(60_000);

        assertThat(asked).containsExactly(SENTENCE, "and you can park behind the house.");
        assertThat(spoken).isEqualTo(1);
    }

    @Test
    void whatWasHeardCountsFromTheBeginningAlsoWhenAClauseWasSaidAgain() {
        time.run(() -> output.say(SENTENCE));
        time.advance(4_500);
        time.run(output::pause);
        time.advance(5_000);
        time.run(output::resume);
        time.advance(1_250);

        assertThat(time.get(output::cut)).isEqualTo("Your appointment is on Tuesday, and you can");
    }

    @Test
    void aPauseAtTheVeryEndOnlyDelaysIt() {
        time.run(() -> output.say(SENTENCE));
        time.advance(SENTENCE.length() * 100L - 100);
        time.run(output::pause);
        time.advance(1_000);
        assertThat(spoken).isZero();
        time.run(output::resume);
        time.advance(1_000);
        assertThat(spoken).isEqualTo(1);
    }

    @Test
    void aSentenceThatBeginsDuringAPauseWaitsForItsEnd() {
        time.run(output::pause);
        time.run(() -> output.say(SENTENCE));
        time.advance(1_000);
        assertThat(frames).isEmpty();
        time.run(output::resume);
        time.advance(60_000);
        assertThat(spoken).isEqualTo(1);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatIsCutIsNeitherPausedNorQuietTheNextTime() {
        time.run(() -> output.say(SENTENCE));
        time.advance(1_000);
        time.run(output::duck);
        time.run(output::pause);
        assertThat(time.get(output::cut)).isEqualTo("Your");
        frames.clear();

        time.run(() -> output.say("Good."));
        time.advance(5_000);

        assertThat(frames).containsOnly(LOUD);
        assertThat(spoken).isEqualTo(1);
    }

    private final class Voice implements SpeakingSession {
        private final Listener listener;
        private String text = "";

        Voice(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void write(String more) {
            text += more;
        }

        @Override
        public void end() {
            asked.add(text);
            byte[] frame = new byte[Pcm.FRAME_BYTES];
            Pcm.put(frame, 0, LOUD);
            for (int i = 0; i < text.length() * 100 / Pcm.FRAME_MILLIS; i++) {
                listener.frame(frame, 0);
            }
            listener.done();
        }

        @Override
        public void cancel() {}
    }

    private static final class Nothing implements SentenceOutput {
        @Override
        public void say(String sentence) {
            throw new AssertionError("it can be spoken");
        }

        @Override
        public String cut() {
            throw new AssertionError("it was spoken");
        }
    }
}
