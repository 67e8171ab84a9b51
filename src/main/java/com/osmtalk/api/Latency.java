package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * How long the agent's answers took, measured on the call itself in real time. A part that was never measured is
 * absent: on a simulated line, where words are text from end to end, there are no {@code stt} and {@code tts}, and
 * {@code endToEnd} is from the caller's words to the agent's, without the pauses that the simulation makes; without a
 * model there is no {@code llm}.
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
