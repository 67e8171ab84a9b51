package com.osmtalk.voice.speech;

import com.osmtalk.voice.audio.UtteranceDetector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stream of a service that recognises whole utterances: finds by itself where one begins and ends, has it
 * recognised, and tells the words in the order in which they were said, whichever answer comes first. There are no
 * partial words.
 *
 * <p>At most six utterances of a call are recognised at once; one more is left out, and told, so that the sound of
 * a call does not pile up behind a service that hangs.
 */
public final class UtteranceListening implements SpeechToText {
    private static final int MOST_UNDER_WAY = 6;

    private final UtteranceRecogniser recogniser;

    public UtteranceListening(UtteranceRecogniser recogniser) {
        this.recogniser = recogniser;
    }

    @Override
    public ListeningSession listen(ListeningTerms terms, ListeningSession.Listener listener) {
        return new Session(terms, listener);
    }

    private final class Session implements ListeningSession, UtteranceDetector.Listener {
        private final ListeningTerms terms;
        private final Listener listener;
        private final UtteranceDetector detector = new UtteranceDetector(this);
        private final AtomicInteger underWay = new AtomicInteger();
        private CompletableFuture<Void> told = CompletableFuture.completedFuture(null);
        private volatile boolean closed;

        Session(ListeningTerms terms, Listener listener) {
            this.terms = terms;
            this.listener = listener;
        }

        @Override
        public void frame(byte[] pcm, int offset) {
            if (!closed) {
                detector.frame(pcm, offset);
            }
        }

        @Override
        public void began() {
            listener.speechStarted();
        }

        @Override
        public void ended(byte[] pcm, int length, long silentMillis) {
            listener.speechStopped(silentMillis);
            CompletableFuture<String> words = underWay.incrementAndGet() > MOST_UNDER_WAY
                    ? CompletableFuture.failedFuture(new SpeechException(
                            "the recogniser is behind by " + MOST_UNDER_WAY + " utterances; one is left out"))
                    : recogniser.recognise(pcm, length, terms).toCompletableFuture();
            told = told.thenCombine(words.handle(this::wordsOrNone), (nothing, text) -> {
                underWay.decrementAndGet();
                if (!text.isEmpty()) {
                    listener.words(text);
                }
                listener.turnEnded();
                return null;
            });
        }

        private String wordsOrNone(@Nullable String words, @Nullable Throwable fault) {
            if (words != null) {
                return words;
            }
            listener.failed(SpeechException.of(fault));
            return "";
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
