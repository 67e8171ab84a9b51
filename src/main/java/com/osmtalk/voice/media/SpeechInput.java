package com.osmtalk.voice.media;

import com.osmtalk.api.TurnTakingSettings;
import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.audio.Framer;
import com.osmtalk.voice.audio.ToneDetector;
import com.osmtalk.voice.audio.VoiceDetector;
import com.osmtalk.voice.carrier.LineEvents.Heard;
import com.osmtalk.voice.speech.ListeningSession;
import com.osmtalk.voice.speech.ListeningTerms;
import com.osmtalk.voice.speech.SpeechException;
import com.osmtalk.voice.speech.SpeechToText;
import com.osmtalk.voice.time.Countdown;
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
 *
 * <p>A service ends what it hears at short pauses. Here its pieces are put together until the caller has been silent
 * for as long as {@link EndOfTurn} wants after such words.
 */
public final class SpeechInput implements AutoCloseable {
    /** A sound that is no voice after so long does not keep the caller's turn open. */
    private static final long TO_TELL_VOICE_FROM_NOISE = 400;

    private static final Logger LOG = LoggerFactory.getLogger(SpeechInput.class);
    /** A service that fails so often in a row is not going to get better during the call. */
    private static final int MOST_FAILURES = 3;

    private final TurnTakingSettings turns;
    private final Timeline timeline;
    private final Listener listener;
    private final AudioTap tap;
    private final Framer framer = new Framer(this::frame);
    private final VoiceDetector voice = new VoiceDetector();
    private final ToneDetector tone = new ToneDetector();
    private final OnTimeline onTimeline;
    private final ListeningSession session;

    private boolean toldOfFailure;
    private boolean toldOfDeafness;
    /** In a row, without a word between them. */
    private int failures;

    /**
     * @param turns of the agent: how long it waits before it takes a caller to have finished
     * @param tap is given each frame before it is recognised
     */
    public SpeechInput(
            SpeechToText recogniser,
            ListeningTerms terms,
            TurnTakingSettings turns,
            Timeline timeline,
            Listener listener,
            AudioTap tap) {
        this.turns = turns;
        this.timeline = timeline;
        this.listener = listener;
        this.tap = tap;
        this.onTimeline = new OnTimeline();
        this.session = recogniser.listen(terms, onTimeline);
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
        switch (voice.hear(pcm, offset)) {
            case STARTED -> onTimeline.voiceBegan(voice.voiceMillis());
            case STOPPED -> onTimeline.voiceEnded();
            case NONE -> {
                // as before
            }
        }
        if (tone.hear(pcm, offset)) {
            timeline.post(listener::beep);
        }
        session.frame(pcm, offset);
    }

    /** Listens no more; from any thread. */
    @Override
    public void close() {
        session.close();
    }

    /**
     * Is told what the caller says, as events of the call's timeline; each as the method of that name of {@link
     * com.osmtalk.voice.carrier.LineEvents}.
     */
    public interface Listener {
        void soundBegan();

        void voiceBegan(long millisAgo);

        void voiceEnded();

        void partial(String words);

        void beep();

        void heard(Heard words);

        /** Something could not be recognised; told once a call, however often it happens. */
        void notRecognised();

        /** Nothing that is said will be recognised any more, as far as can be told; told once a call. */
        default void deaf() {}
    }

    /** Something the caller says between two pauses, in line time. */
    private static final class Piece {
        private final long startedAt;
        private final StringBuilder words = new StringBuilder();
        private long stoppedAt = -1;
        /** It is no mere noise: a voice was heard in it, or words. */
        private boolean isSpeech;

        Piece(long startedAt) {
            this.startedAt = startedAt;
        }
    }

    /** Brings what the service tells from its own threads onto the timeline. */
    private final class OnTimeline implements ListeningSession.Listener {
        /** Pieces that have begun and not ended. */
        private final Deque<Piece> open = new ArrayDeque<>();

        private final Countdown silence = new Countdown(timeline);
        /** What the caller has said so far without an end: the pieces that have ended, as one. */
        private @Nullable Piece turn;

        private boolean voiceIsHeard;

        @Override
        public void speechStarted() {
            timeline.post(this::begin);
        }

        @Override
        public void speechStopped(long millisAgo) {
            timeline.post(() -> {
                Piece last = open.peekLast();
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
                }
                open.getLast().isSpeech = true;
                awaitEnd();
                listener.partial(turn == null ? words : turn.words + " " + words);
            });
        }

        @Override
        public void words(String words) {
            timeline.post(() -> {
                failures = 0;
                Piece first = first();
                first.words.append(first.words.isEmpty() ? "" : " ").append(words);
            });
        }

        @Override
        public void turnEnded() {
            timeline.post(() -> {
                Piece ended = open.poll();
                if (ended != null) {
                    add(ended);
                }
            });
        }

        @Override
        public void failed(SpeechException reason) {
            LOG.warn("speech could not be recognised: {}", reason.getMessage());
            timeline.post(() -> {
                failures++;
                if (failures == 1 && !toldOfFailure) {
                    toldOfFailure = true;
                    listener.notRecognised();
                }
                if (!toldOfDeafness && (reason.isLasting() || failures == MOST_FAILURES)) {
                    toldOfDeafness = true;
                    listener.deaf();
                }
            });
        }

        private void begin() {
            Piece begun = new Piece(timeline.now());
            begun.isSpeech = voiceIsHeard;
            open.add(begun);
            awaitEnd();
            listener.soundBegan();
        }

        private void voiceBegan(long millisAgo) {
            timeline.post(() -> {
                voiceIsHeard = true;
                Piece last = open.peekLast();
                if (last != null && last.stoppedAt < 0) {
                    last.isSpeech = true;
                    awaitEnd();
                }
                listener.voiceBegan(millisAgo);
            });
        }

        private void voiceEnded() {
            timeline.post(() -> {
                voiceIsHeard = false;
                listener.voiceEnded();
            });
        }

        /** The piece that words belong to; of one whose words come first, nothing was told before. */
        private Piece first() {
            @Nullable Piece first = open.peek();
            if (first == null) {
                begin();
                return open.element();
            }
            return first;
        }

        private void add(Piece ended) {
            if (ended.stoppedAt < 0) {
                ended.stoppedAt = timeline.now();
            }
            if (turn == null || turn.words.isEmpty()) {
                turn = ended;
            } else if (!ended.words.isEmpty()) {
                turn.words.append(turn.words.isEmpty() ? "" : " ").append(ended.words);
                turn.stoppedAt = ended.stoppedAt;
            }
            if (!ended.words.isEmpty()) {
                listener.partial(turn.words.toString());
            }
            awaitEnd();
        }

        /** Waits for the silence that ends the turn, or for what the caller goes on with. */
        private void awaitEnd() {
            Piece said = turn;
            if (said == null) {
                return;
            }
            silence.stop();
            if (open.stream().anyMatch(piece -> piece.isSpeech)) {
                return;
            }
            // noise needs no end, and the noise after words is none of the caller's
            long needed = said.words.isEmpty() ? 0 : EndOfTurn.silence(said.words.toString(), turns);
            long left = needed - (timeline.now() - said.stoppedAt);
            Piece next = open.peekLast();
            if (next != null) {
                left = Math.max(left, TO_TELL_VOICE_FROM_NOISE - (timeline.now() - next.startedAt));
            }
            silence.start(left, () -> {
                turn = null;
                listener.heard(new Heard(said.words.toString(), said.startedAt, said.stoppedAt, needed));
            });
        }
    }
}
