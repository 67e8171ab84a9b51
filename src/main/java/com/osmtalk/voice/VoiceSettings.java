package com.osmtalk.voice;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How conversations are held on this server.
 *
 * @param simulationSpeed how many times as fast as in life the simulated network runs
 * @param model null: the scripted brain speaks
 * @param privateToolHosts whether agents' HTTP tools may reach loopback, private and link-local addresses
 */
public record VoiceSettings(
        double simulationSpeed, @Nullable Model model, boolean privateToolHosts) {
    /** With agents' HTTP tools kept to the public internet. */
    public VoiceSettings(double simulationSpeed, @Nullable Model model) {
        this(simulationSpeed, model, false);
    }

    /**
     * An OpenAI-compatible endpoint.
     *
     * @param baseUrl up to and including {@code /v1}
     * @param timeout how long it may take to connect, or to send the next piece of an answer
     */
    public record Model(URI baseUrl, @Nullable String apiKey, String name, Duration timeout) {
        private static final Duration TIMEOUT = Duration.ofSeconds(20);

        public Model(URI baseUrl, @Nullable String apiKey, String name) {
            this(baseUrl, apiKey, name, TIMEOUT);
        }

        /** Without the key, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Model[" + name + " at " + baseUrl + "]";
        }
    }
}
