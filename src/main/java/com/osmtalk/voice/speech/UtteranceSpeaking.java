package com.osmtalk.voice.speech;

import com.osmtalk.voice.audio.Framer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stream of a service that speaks whole texts: collects what is written, and asks for its sound once no more
 * follows. So the first sound is late by the time the service takes for all of it; whoever can, writes sentence by
 * sentence.
 */
public final class UtteranceSpeaking implements TextToSpeech {
    private final UtteranceSynthesiser synthesiser;

    public UtteranceSpeaking(UtteranceSynthesiser synthesiser) {
        this.synthesiser = synthesiser;
    }

    @Override
    public SpeakingSession speak(SpeakingTerms terms, SpeakingSession.Listener listener) {
        return new Session(terms, listener);
    }

    private final class Session implements SpeakingSession {
        private final SpeakingTerms terms;
        private final Listener listener;
        private final StringBuilder text = new StringBuilder();
        private volatile boolean cancelled;

        Session(SpeakingTerms terms, Listener listener) {
            this.terms = terms;
            this.listener = listener;
        }

        @Override
        public void write(String more) {
            text.append(more);
        }

        @Override
        public void end() {
            if (!cancelled) {
                CompletableFuture<byte[]> sound =
                        synthesiser.synthesise(text.toString(), terms).toCompletableFuture();
                sound.whenComplete(this::spoken);
            }
        }

        private void spoken(byte @Nullable [] pcm, @Nullable Throwable fault) {
            if (cancelled) {
                return;
            }
            if (pcm == null) {
                listener.failed(SpeechException.of(fault));
                return;
            }
            Framer frames = new Framer(listener);
            frames.add(pcm, 0, pcm.length);
            frames.flush();
            listener.done();
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
