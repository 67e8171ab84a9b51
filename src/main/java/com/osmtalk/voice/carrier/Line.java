package com.osmtalk.voice.carrier;

import com.osmtalk.api.Agent;
import com.osmtalk.api.CallQuality;
import java.util.Optional;

/**
 * The agent's end of one telephone line, at the level of text: a carrier with sound puts speech recognition and
 * synthesis behind it. Its methods return immediately and are called from events of the call's timeline only, so that a
 * line needs no lock for what they touch.
 */
public interface Line {
    /** Whether speech is recognised and synthesised on it, so that there is something to measure. */
    default boolean hasSpeech() {
        return true;
    }

    /** What the connection was like so far, also when it is over; empty where no packets of sound are exchanged. */
    default Optional<CallQuality> quality() {
        return Optional.empty();
    }

    /** Speaks in the voice of another agent from the next sentence on. For lines with sound. */
    default void speakAs(Agent agent) {}

    /** Begins to speak a sentence; the one before must have been spoken to its end, or cut. */
    void say(String sentence);

    /** Falls silent immediately. Gives what the other side has heard of the sentence: empty when nothing. */
    String cut();

    /** Speaks more quietly from now on: the other side may be about to speak. For lines with sound. */
    default void duck() {}

    /**
     * Stops in the middle of the sentence, which {@link #resume} goes on with. For lines with sound; others never have
     * a reason to be asked.
     */
    default void pause() {}

    /**
     * It was a false alarm: speaks as before, and goes on with a sentence that was paused from where it was, or says it
     * again from the beginning of its clause when that was long ago.
     */
    default void resume() {}

    /**
     * Presses keys of the telephone, one after the other as fast as the other side can take them, such as {@code 2} in
     * a menu or {@code 4711#}. What is being said goes on.
     *
     * @param keys 0 to 9, star and hash
     * @throws UnsupportedOperationException on a line that is no telephone's
     */
    void press(String keys);

    /** Ends the call, or the attempt; nothing more is told of it. */
    void hangUp();

    /**
     * Connects the two far ends with each other and leaves both lines; nothing more is told of either, but what they
     * use.
     */
    void connectTo(Line other, BridgeEvents events);
}
