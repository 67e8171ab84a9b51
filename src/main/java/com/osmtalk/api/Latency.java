package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the agent's answers took and where that went, measured on the call itself in real time. A part that was
 * never measured is absent: on a simulated line, where words are text from end to end, {@code endToEnd} is from the
 * caller's words to the agent's, without the pauses that the simulation makes, and of the others only {@code llm} is
 * there; without a model there is no {@code llm}.
 *
 * @param endToEnd from the end of the caller's words to the first sound of the reply
 * @param endOfTurn silence that was waited for, until the caller was taken to have finished
 * @param stt how much longer than that their text took
 * @param llm from then to the model's first sentence
 * @param tts from that sentence to its first sound
 * @param network how long sound takes to the other side and back, which they wait beside all that; only where packets
 *     are exchanged and the other side reports
 * @param turns each answer, in order; absent in lists of calls, and on calls from before it was stored
 */
public record Latency(
        @Nullable Figures endToEnd,
        @Nullable Figures endOfTurn,
        @Nullable Figures stt,
        @Nullable Figures llm,
        @Nullable Figures tts,
        @Nullable Figures network,
        @Nullable List<Turn> turns) {
    public static final Latency NONE = new Latency(null, null, null, null, null, null, null);

    /** The same as it stands in a list of calls. */
    public Latency withoutTurns() {
        return turns == null ? this : new Latency(endToEnd, endOfTurn, stt, llm, tts, network, null);
    }

    /** Milliseconds over {@code count} measurements. */
    public record Figures(long p50, long p95, long max, long count) {}

    /**
     * One answer of the agent's, in milliseconds; what was not measured is absent.
     *
     * @param offsetMs when its first sound came, from the answer of the call
     * @param endToEnd from the end of the caller's words to that sound
     */
    public record Turn(
            long offsetMs,
            long endToEnd,
            @Nullable Long endOfTurn,
            @Nullable Long stt,
            @Nullable Long llm,
            @Nullable Long tts) {}
}
