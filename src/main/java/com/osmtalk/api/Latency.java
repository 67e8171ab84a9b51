package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * How long the agent's answers took, measured on the call itself. A part that was never measured is absent.
 *
 * @param endToEnd from the end of the caller's words to the first sound of the reply
 * @param stt from the end of the caller's words to their text
 * @param llm from that text to the model's first sentence
 * @param tts from that sentence to its first sound
 */
public record Latency(
        @Nullable Figures endToEnd,
        @Nullable Figures stt,
        @Nullable Figures llm,
        @Nullable Figures tts) {
    public static final Latency NONE = new Latency(null, null, null, null);

    /** Milliseconds over {@code count} measurements. */
    public record Figures(long p50, long p95, long max, long count) {}
}
