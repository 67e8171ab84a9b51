package com.osmtalk.server.agent;

import com.osmtalk.api.SpeechRequest;
import com.osmtalk.api.SpeechVoice;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.Wave;
import com.osmtalk.voice.speech.SpeakingSession;
import com.osmtalk.voice.speech.SpeakingTerms;
import com.osmtalk.voice.speech.SpeechException;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.speech.TextToSpeech;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sentence in the voice of an agent, so that people hear it before they save it; nothing is stored or charged. */
final class VoiceSamples {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(VoiceSamples.class);
    private static final int TEXT_LENGTH = 200;
    private static final int LANGUAGE_LENGTH = 35;
    private static final int LONGEST_BYTES = 60_000 * Pcm.BYTES_PER_MILLISECOND;
    private static final long LIMIT_SECONDS = 20;

    private final SpeechServices speech;

    VoiceSamples(SpeechServices speech) {
        this.speech = speech;
    }

    /** @param provider of the voice that spoke: another one where the agent's is not configured, as on its calls */
    record Sample(String provider, byte[] wave) {}

    /**
     * Has a sentence spoken, and waits for it.
     *
     * @throws Problem INVALID for what is too long or blank, CONFLICT where nothing here speaks, UPSTREAM_FAILED when
     *     the service does not
     */
    Sample speak(SpeechRequest request) {
        FieldErrors errors = new FieldErrors();
        errors.required("text", request.text(), TEXT_LENGTH);
        errors.optional("language", request.language(), LANGUAGE_LENGTH);
        errors.refuseIfAny();
        TextToSpeech speaker = speech.speaker()
                .orElseThrow(() -> Problem.conflict(
                        "no_voice",
                        "Nothing on this server speaks: no speech service is configured, and espeak-ng is not"
                                + " installed. Install espeak-ng or configure a service: docs/how-to/speech.md."));
        SpeakingTerms terms = terms(request);
        Recording recording = new Recording();
        SpeakingSession session = speaker.speak(terms, recording);
        session.write(request.text());
        session.end();
        try {
            byte[] sound = recording.sound.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return new Sample(speech.speakerOf(terms.provider()), sound);
        } catch (ExecutionException | TimeoutException e) {
            session.cancel();
            LOG.warn("no sample of a voice: {}", String.valueOf(e.getCause() == null ? e : e.getCause()));
            throw Problem.upstreamFailed(
                    "tts_error", "The speech service did not speak. See the server's log, or osmtalk doctor.");
        } catch (InterruptedException e) {
            session.cancel();
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The server is stopping; try again shortly.", RETRY_AFTER);
        }
    }

    private static SpeakingTerms terms(SpeechRequest request) {
        String language = request.language() == null ? "en" : request.language();
        SpeechVoice tts = request.tts();
        return tts == null
                ? SpeakingTerms.in(language)
                : new SpeakingTerms(
                        language,
                        tts.provider(),
                        tts.model(),
                        tts.voice(),
                        tts.pronunciations() == null ? List.of() : List.copyOf(tts.pronunciations()));
    }

    /** Collects the sound, of which there is a minute at most. */
    private static final class Recording implements SpeakingSession.Listener {
        private final CompletableFuture<byte[]> sound = new CompletableFuture<>();
        private final ByteArrayOutputStream frames = new ByteArrayOutputStream();

        @Override
        public void frame(byte[] pcm, int offset) {
            if (frames.size() < LONGEST_BYTES) {
                frames.write(pcm, offset, Pcm.FRAME_BYTES);
            }
        }

        @Override
        public void done() {
            if (frames.size() == 0) {
                sound.completeExceptionally(new IllegalStateException("it gave no sound"));
                return;
            }
            ByteArrayOutputStream wave = new ByteArrayOutputStream(Wave.HEADER_BYTES + frames.size());
            wave.writeBytes(Wave.header(1, frames.size()));
            wave.writeBytes(frames.toByteArray());
            sound.complete(wave.toByteArray());
        }

        @Override
        public void failed(SpeechException reason) {
            sound.completeExceptionally(reason);
        }
    }
}
