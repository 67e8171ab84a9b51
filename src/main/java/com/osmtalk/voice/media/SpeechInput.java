package com.osmtalk.voice.media;

import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.audio.Framer;
import com.osmtalk.voice.carrier.LineEvents.Heard;
import com.osmtalk.voice.speech.ListeningSession;
import com.osmtalk.voice.speech.ListeningTerms;
import com.osmtalk.voice.speech.SpeechException;
import com.osmtalk.voice.speech.SpeechToText;
import com.osmtalk.voice.time.Timeline;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the caller of one call: takes their sound, has it recognised, and tells what they say as events of the
 * call's timeline.
 *
 * <p>When speech began and ended is taken from the moment the recogniser tells it, which is when an event is put on the
 * timeline, and not from the moment the words are there: otherwise the time the service takes would count as speech of
 * the caller's, and the latency of answers would seem that much shorter than it is.
 */
public final class SpeechInput implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpeechInput.class);

    private final Timeline timeline;
    private final Listener listener;
    private final AudioTap tap;
    private final Framer framer = new Framer(this::frame);
    /** Turns that have begun and not ended; only the timeline looks at them. */
    private final Deque<SpokenTurn> open = new ArrayDeque<>();

    private boolean toldOfFailure;
    private final ListeningSession session;

    /** @param tap is given each frame before it is recognised */
    public SpeechInput(
            SpeechToText recogniser, ListeningTerms terms, Timeline timeline, Listener listener, AudioTap tap) {
        this.timeline = timeline;
        this.listener = listener;
        this.tap = tap;
        this.session = recogniser.listen(terms, new OnTimeline());
    }

    /**
     * Takes sound of any length; frames are put together here. For one thread at a time, which it does not hold up.
     *
     * @param pcm is not kept
     */
    public void hear(byte[] pcm, int offset, int length) {
        framer.add(pcm, offset, length);
    }

    private void frame(byte[] pcm, int offset) {
        tap.caller(pcm, offset);
        session.frame(pcm, offset);
    }

    /** Listens no more; from any thread. */
    @Override
    public void close() {
        session.close();
    }

    /** Is told what the caller says, as events of the call's timeline. */
    public interface Listener {
        /** The caller has begun to speak, or goes on to; {@link #heard} follows. */
        void callerSpeaking();

        /** What the caller said, without words when it was noise. */
        void heard(Heard words);

        /** Something could not be recognised; told once a call, however often it happens. */
        void notRecognised();
    }

    /** Something the caller says, in line time. */
    private static final class SpokenTurn {
        private final long startedAt;
        private final StringBuilder words = new StringBuilder();
        private long stoppedAt = -1;

        SpokenTurn(long startedAt) {
            this.startedAt = startedAt;
        }
    }

    /** Brings what the service tells from its own threads onto the timeline. */
    private final class OnTimeline implements ListeningSession.Listener {
        @Override
        public void speechStarted() {
            timeline.post(this::begin);
        }

        @Override
        public void speechStopped(long millisAgo) {
            timeline.post(() -> {
                SpokenTurn last = open.peekLast();
                if (last != null) {
                    last.stoppedAt = Math.max(last.startedAt, timeline.now() - millisAgo);
                }
            });
        }

        @Override
        public void partial(String words) {
            timeline.post(() -> {
                if (open.isEmpty()) {
                    begin();
                } else {
                    listener.callerSpeaking();
                }
            });
        }

        @Override
        public void words(String words) {
            timeline.post(() -> {
                SpokenTurn first = first();
                first.words.append(first.words.isEmpty() ? "" : " ").append(words);
            });
        }

        @Override
        public void turnEnded() {
            timeline.post(() -> {
                SpokenTurn ended = open.poll();
                if (ended != null) {
                    long stoppedAt = ended.stoppedAt < 0 ? timeline.now() : ended.stoppedAt;
                    listener.heard(new Heard(ended.words.toString(), ended.startedAt, stoppedAt));
                }
            });
        }

        @Override
        public void failed(SpeechException reason) {
            LOG.warn("speech could not be recognised: {}", reason.toString());
            timeline.post(() -> {
                if (!toldOfFailure) {
                    toldOfFailure = true;
                    listener.notRecognised();
                }
            });
        }

        private void begin() {
            open.add(new SpokenTurn(timeline.now()));
            listener.callerSpeaking();
        }

        /** The turn that words belong to; of one whose words come first, nothing was told before. */
        private SpokenTurn first() {
            @Nullable SpokenTurn first = open.peek();
            if (first == null) {
                begin();
                return open.element();
            }
            return first;
        }
    }
}
