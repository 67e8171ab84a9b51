package com.osmtalk.voice.media;

import com.osmtalk.voice.speech.SpeakingTerms;

/**
 * How the agent's sentences go out on a line, one at a time: aloud, or in writing. Used from the line's timeline only;
 * what comes of a sentence is told to a {@link Listener} there.
 */
public interface SentenceOutput {
    /** Begins a sentence and returns immediately; the one before has been spoken to its end, or cut. */
    void say(String sentence);

    /** Falls silent immediately. Gives the words of the sentence that were heard by now: empty when none were. */
    String cut();

    /** As {@link com.osmtalk.voice.carrier.Line#speakAs}. */
    default void speakAs(SpeakingTerms others) {}

    /** As {@link com.osmtalk.voice.carrier.Line#duck}. */
    default void duck() {}

    /** As {@link com.osmtalk.voice.carrier.Line#pause}. */
    default void pause() {}

    /** As {@link com.osmtalk.voice.carrier.Line#resume}. */
    default void resume() {}

    /** What comes of a sentence. */
    interface Listener {
        /** Its first sound, or letter, has gone out. */
        void audible();

        /** It has been heard to its end. */
        void spoken();
    }
}
