package com.osmtalk.voice.carrier;

import com.osmtalk.api.FailureReason;

/** What happens on a line, told as events of the call's timeline. */
public interface LineEvents {
    void ringing();

    void answered();

    /** The first sound of what the agent says has gone out. */
    void audible();

    /** The agent's sentence has been spoken to its end. */
    void spoken();

    /**
     * The other side has begun to speak; {@link #heard} follows with the words. Told again where a recogniser hears
     * that they go on.
     */
    void callerSpeaking();

    void heard(Heard words);

    /** @param key 0 to 9, star or hash */
    void digit(char key);

    /** The other side has hung up. */
    void hungUp();

    /** The call did not come about, or the line broke. */
    void failed(FailureReason reason);

    /**
     * Words from the other side.
     *
     * @param text empty: it was noise
     * @param startedAt line time of the first sound, in milliseconds
     * @param endedAt line time of the last sound; the recogniser's own time is what passed since
     */
    record Heard(String text, long startedAt, long endedAt) {}
}
