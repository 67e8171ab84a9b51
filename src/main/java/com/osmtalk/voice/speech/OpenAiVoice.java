package com.osmtalk.voice.speech;

import com.osmtalk.api.Json;
import com.osmtalk.voice.audio.StreamedWave;
import com.osmtalk.voice.audio.WaveFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;

/**
 * Speaks through an OpenAI-compatible service, which takes a whole text and gives its sound as it is made: each
 * sentence is asked for once it has been written, one after the other, and its sound is handed on piece by piece.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/audio/createSpeech">Create speech</a>
 */
final class OpenAiVoice implements TextToSpeech {
    /** An end of a sentence that more text follows. */
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…।。！？][\"')”’]*\\s");

    private final SpeechEndpoint endpoint;

    OpenAiVoice(SpeechEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public SpeakingSession speak(SpeakingTerms terms, SpeakingSession.Listener listener) {
        return new Session(terms, listener);
    }

    private final class Session implements SpeakingSession {
        private final SpeakingTerms terms;
        private final Listener listener;
        private final StringBuilder written = new StringBuilder();
        private final Deque<String> sentences = new ArrayDeque<>();
        private @Nullable CompletableFuture<byte[]> asked;
        private boolean ended;
        private boolean over;

        Session(SpeakingTerms terms, Listener listener) {
            this.terms = terms;
            this.listener = listener;
        }

        @Override
        public void write(String text) {
            synchronized (this) {
                written.append(text);
                Matcher end = SENTENCE_END.matcher(written);
                int from = 0;
                while (end.find()) {
                    add(written.substring(from, end.end()));
                    from = end.end();
                }
                written.delete(0, from);
            }
            next();
        }

        @Override
        public void end() {
            synchronized (this) {
                add(written.toString());
                written.setLength(0);
                ended = true;
            }
            next();
        }

        private void add(String sentence) {
            if (!sentence.isBlank()) {
                sentences.add(sentence.strip());
            }
        }

        /** Asks for the next sentence, unless one is under way. */
        private void next() {
            String sentence;
            StreamedWave wave;
            CompletableFuture<byte[]> asking;
            synchronized (this) {
                if (over || asked != null) {
                    return;
                }
                sentence = sentences.poll();
                if (sentence == null) {
                    if (ended) {
                        over = true;
                        listener.done();
                    }
                    return;
                }
                wave = new StreamedWave(listener);
                asking = ask(sentence, wave);
                asked = asking;
            }
            asking.whenComplete((nothing, fault) -> finished(wave, fault));
        }

        private CompletableFuture<byte[]> ask(String sentence, StreamedWave wave) {
            String request = Json.MAPPER
                    .createObjectNode()
                    .put("model", endpoint.service().modelFor(terms.provider(), terms.model()))
                    .put("voice", endpoint.service().voiceFor(terms.provider(), terms.voice()))
                    .put("input", Pronunciations.of(terms).applied(sentence))
                    .put("response_format", "wav")
                    .toString();
            return endpoint.stream(
                    "/audio/speech",
                    request.getBytes(StandardCharsets.UTF_8),
                    ContentType.APPLICATION_JSON,
                    piece -> take(wave, piece));
        }

        private synchronized void take(StreamedWave wave, byte[] piece) throws SpeechException {
            if (!over) {
                try {
                    wave.add(piece, 0, piece.length);
                } catch (WaveFormatException e) {
                    throw new SpeechException(e.getMessage(), e);
                }
            }
        }

        private void finished(StreamedWave wave, @Nullable Throwable fault) {
            synchronized (this) {
                if (over) {
                    return;
                }
                asked = null;
                SpeechException reason = fault == null ? end(wave) : SpeechException.of(fault);
                if (reason != null) {
                    over = true;
                    listener.failed(reason);
                    return;
                }
            }
            next();
        }

        private static @Nullable SpeechException end(StreamedWave wave) {
            try {
                wave.end();
                return null;
            } catch (WaveFormatException e) {
                return new SpeechException(e.getMessage(), e);
            }
        }

        @Override
        public void cancel() {
            CompletableFuture<byte[]> last;
            synchronized (this) {
                over = true;
                last = asked;
            }
            if (last != null) {
                last.cancel(false);
            }
        }
    }
}
