package com.osmtalk.voice;

import com.osmtalk.voice.brain.SentenceSplitter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the other side must be told before all else: that an AI speaks, for whom, and that the call is recorded. It
 * begins the agent's first turn, and whatever the agent says next for as long as some of it was not said to its end:
 * what was talked over has not been told. Runs on the call's timeline only.
 */
final class Disclosure {
    private final List<String> sentences;
    private final Listener listener;
    private int told;

    /** @param words null: nothing is to be told */
    Disclosure(@Nullable String words, Listener listener) {
        this.sentences = words == null ? List.of() : SentenceSplitter.of(words);
        this.listener = listener;
    }

    boolean isDue() {
        return told < sentences.size();
    }

    /** Begins a turn with what was not told yet. */
    void begin(AgentTurn turn) {
        for (int i = told; i < sentences.size(); i++) {
            int next = i + 1;
            turn.sayFirst(sentences.get(i), () -> told(next));
        }
    }

    /** Whoever was told is a machine: nobody has heard it, and all of it is due again. */
    void notHeard() {
        boolean wasTold = told > 0 && !isDue();
        told = 0;
        if (wasTold) {
            listener.disclosureUnheard();
        }
    }

    private void told(int count) {
        told = count;
        if (!isDue()) {
            listener.disclosed();
        }
    }

    /** Who keeps whether it was heard. */
    interface Listener {
        /** All of it has been said to its end. */
        void disclosed();

        /** It was a machine that heard it. */
        void disclosureUnheard();
    }
}
