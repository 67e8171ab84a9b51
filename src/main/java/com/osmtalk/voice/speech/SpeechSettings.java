package com.osmtalk.voice.speech;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which services recognise and make speech.
 *
 * @param recogniser null: none
 * @param speaker null: eSpeak NG where it is installed
 * @param voice of the speaker
 * @param path the folders programs are looked for in, as the environment variable has them
 */
public record SpeechSettings(
        @Nullable Service recogniser, @Nullable Service speaker, String voice, String path) {
    /** The model of eSpeak NG, as it is called where models are named. */
    public static final String ESPEAK = "espeak-ng";

    /** Neither. */
    public static final SpeechSettings NONE = new SpeechSettings(null, null, "alloy", "");

    /** What speaks: the service's model, or {@code espeak-ng}; empty when nothing does. */
    public Optional<String> speakingModel() {
        return speaker != null
                ? Optional.of(speaker.model())
                : EspeakVoice.find(path).map(program -> ESPEAK);
    }

    /**
     * An OpenAI-compatible service.
     *
     * @param baseUrl up to and including {@code /v1}
     * @param timeout how long it may take to connect, or to send the next piece of an answer
     */
    public record Service(URI baseUrl, @Nullable String apiKey, String model, Duration timeout) {
        private static final Duration TIMEOUT = Duration.ofSeconds(10);

        public Service(URI baseUrl, @Nullable String apiKey, String model) {
            this(baseUrl, apiKey, model, TIMEOUT);
        }

        /** Without the key, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Service[" + model + " at " + baseUrl + "]";
        }
    }
}
