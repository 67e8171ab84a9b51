package com.osmtalk.voice.carrier;

/**
 * The agent's end of one telephone line, at the level of text: a carrier with sound puts speech recognition and
 * synthesis behind it. Its methods return at once and are called from events of the call's timeline only.
 */
public interface Line {
    /** Whether speech is recognised and synthesised on it, so that there is something to measure. */
    default boolean hasSpeech() {
        return true;
    }

    /** Begins to speak a sentence; the one before must have been spoken to its end, or cut. */
    void say(String sentence);

    /** Falls silent at once. Gives what the other side has heard of the sentence: empty when nothing. */
    String cut();

    /** Ends the call, or the attempt; nothing more is told of it. */
    void hangUp();

    /** Connects the two far ends with each other and leaves both lines; nothing more is told of either. */
    void connectTo(Line other);
}
