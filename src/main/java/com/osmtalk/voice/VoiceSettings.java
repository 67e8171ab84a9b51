package com.osmtalk.voice;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How conversations are held.
 *
 * @param simulationSpeed how many times as fast as in life the simulated network runs
 * @param model null: the scripted brain speaks
 */
public record VoiceSettings(
        double simulationSpeed, @Nullable Model model) {
    /** An OpenAI-compatible endpoint. @param baseUrl up to and including {@code /v1} */
    public record Model(URI baseUrl, @Nullable String apiKey, String name) {
        /** Without the key, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Model[" + name + " at " + baseUrl + "]";
        }
    }
}
