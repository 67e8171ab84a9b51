package com.osmtalk.voice;

import com.osmtalk.api.Latency;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.carrier.LineEvents.Heard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures one call: what it uses, to be charged for, and how long its answers take. Lengths are line time, in
 * milliseconds. Only what was really measured is reported: the pauses of the simulated network are made up, and a
 * latency without a reading is none at all instead of zero.
 */
final class CallMetrics {
    /** Kept one by one; the figures are of all. */
    private static final int MOST_TURNS = 500;

    private final List<Long> endToEnd = new ArrayList<>();
    private final List<Long> endOfTurn = new ArrayList<>();
    private final List<Long> network = new ArrayList<>();
    private final List<Long> stt = new ArrayList<>();
    private final List<Long> llm = new ArrayList<>();
    private final List<Long> tts = new ArrayList<>();
    private final List<Latency.Turn> turns = new ArrayList<>();
    private Parts parts = Parts.NONE;
    private Usage model = Usage.NONE;
    private long spokenCharacters;
    private long heardMillis;
    private long otherLinesMillis;
    private final boolean telephone;
    private long answeredAt = -1;

    /** Of one turn, as far as they are measured: of several sentences, the first one's. */
    private record Parts(
            @Nullable Long endOfTurn,
            @Nullable Long stt,
            @Nullable Long llm,
            @Nullable Long tts) {
        static final Parts NONE = new Parts(null, null, null, null);
    }

    /** @param telephone whether the line itself is charged, by the time it is held */
    CallMetrics(boolean telephone) {
        this.telephone = telephone;
    }

    void answered(long now) {
        answeredAt = now;
    }

    boolean isAnswered() {
        return answeredAt >= 0;
    }

    long sinceAnswer(long now) {
        return isAnswered() ? now - answeredAt : 0;
    }

    /** Counts what the brain used, as it tells it. */
    void used(Usage more) {
        model = model.plus(more);
    }

    /** Counts characters that the other side really heard, in code points. */
    void spoke(String text) {
        spokenCharacters += text.codePointCount(0, text.length());
    }

    /** Counts how long the caller spoke. */
    void heard(Heard words) {
        heardMillis += words.endedAt() - words.startedAt();
    }

    /** The caller has finished, and their words are there: what was waited for in between. */
    void turnEnded(Heard words, long now) {
        long recognition = Math.max(0, now - words.endedAt() - words.waited());
        endOfTurn.add(words.waited());
        stt.add(recognition);
        parts = new Parts(words.waited(), recognition, null, null);
    }

    /** From one end of the line to the other and back. */
    void roundTrip(long millis) {
        network.add(millis);
    }

    /** From the question to the first sentence of the model. */
    void thought(long millis) {
        llm.add(millis);
        if (parts.llm == null) {
            parts = new Parts(parts.endOfTurn, parts.stt, millis, parts.tts);
        }
    }

    /** From a sentence to its first sound. */
    void becameAudible(long millis) {
        tts.add(millis);
        if (parts.tts == null) {
            parts = new Parts(parts.endOfTurn, parts.stt, parts.llm, millis);
        }
    }

    /** From the last sound of what the caller said to the first sound of the answer. */
    void replied(long millis, long now) {
        endToEnd.add(millis);
        if (turns.size() < MOST_TURNS) {
            turns.add(new Latency.Turn(sinceAnswer(now), millis, parts.endOfTurn, parts.stt, parts.llm, parts.tts));
        }
        parts = Parts.NONE;
    }

    /** Counts for how long another line was held, to whoever was to take the call over. */
    void heldOtherLine(long millis) {
        otherLinesMillis += millis;
    }

    /** What the call has used with all its lines. */
    Usage usageOfAllLines(long now) {
        return usage(now).plus(new Usage(0, 0, 0, 0, otherLinesMillis / 1_000.0));
    }

    /**
     * What the call has used up to a moment of line time. How long its line was held is in it alone: should the server
     * die, that is how long the call was.
     */
    Usage usage(long now) {
        double lineSeconds = telephone ? sinceAnswer(now) / 1_000.0 : 0;
        return model.plus(new Usage(0, 0, spokenCharacters, heardMillis / 1_000.0, lineSeconds));
    }

    Latency latency() {
        return new Latency(
                figures(endToEnd),
                figures(endOfTurn),
                figures(stt),
                figures(llm),
                figures(tts),
                figures(network),
                turns.isEmpty() ? null : List.copyOf(turns));
    }

    private static Latency.@Nullable Figures figures(List<Long> measured) {
        if (measured.isEmpty()) {
            return null;
        }
        List<Long> sorted = new ArrayList<>(measured);
        Collections.sort(sorted);
        return new Latency.Figures(
                nearestRank(sorted, 50), nearestRank(sorted, 95), sorted.get(sorted.size() - 1), sorted.size());
    }

    /** The percentile as one of the values measured. */
    private static long nearestRank(List<Long> sorted, int percent) {
        return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
    }
}
