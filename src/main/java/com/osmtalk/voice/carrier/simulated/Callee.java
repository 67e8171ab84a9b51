package com.osmtalk.voice.carrier.simulated;

import org.jspecify.annotations.Nullable;

/** Somebody, or something, that picks up the phone: a persona with its own lines, for one call. */
interface Callee {
    /** What it does immediately when it picks up; a person waits to hear who is calling. */
    default Reaction onPickUp() {
        return Reaction.WAIT;
    }

    /**
     * What it does while the agent is still talking.
     *
     * @param turn the agent's turns before this one
     */
    default Reaction whileListening(int turn) {
        return Reaction.WAIT;
    }

    /**
     * What it does when the agent has pressed keys; people take no notice.
     *
     * @param keys in the order in which they were pressed
     */
    default Reaction onKeys(String keys) {
        return Reaction.WAIT;
    }

    /** @param said all the agent said since this callee last spoke */
    Reaction onSilence(String said, int turn);

    /**
     * @param words null: says nothing
     * @param keys pressed one after the other; empty: none
     * @param beeps after the words
     * @param hangsUp after the words
     */
    record Reaction(@Nullable String words, String keys, boolean beeps, boolean hangsUp) {
        static final Reaction WAIT = new Reaction(null, "", false, false);
        static final Reaction HANG_UP = new Reaction(null, "", false, true);

        static Reaction say(String words) {
            return new Reaction(words, "", false, false);
        }

        static Reaction press(String keys) {
            return new Reaction(null, keys, false, false);
        }

        Reaction thenBeep() {
            return new Reaction(words, keys, true, hangsUp);
        }

        Reaction thenHangUp() {
            return new Reaction(words, keys, beeps, true);
        }
    }
}
