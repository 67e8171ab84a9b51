package com.osmtalk.voice;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * A handle on a call that is being made. Nothing here waits; what comes of hanging up and handing over is told to
 * {@link CallEvents}.
 */
public interface LiveCall {
    /** Ends the call; before the answer it counts as canceled. Does nothing when it is over. */
    void hangUp();

    /** Ends the call because the platform can't go on with it. Does nothing when it is over. */
    void interrupt();

    /** Ends the call because it may not go on. Does nothing when it is over. @param reason that is told */
    void stop(FailureReason reason);

    /**
     * Hands the call to a person: says a hold line, dials them, and leaves when they answer. Does nothing when the call
     * is over, or being handed over.
     */
    void transfer(PhoneNumber destination, @Nullable String summary);

    /**
     * Tells the agent something from the person behind the call; its next turn knows of it. Does nothing when the call
     * is over.
     *
     * @param n counts the notes of a call: one that is told again under its number is told once
     */
    void note(int n, String text);

    /**
     * Presses keys of the telephone, on a phone call that was answered; does nothing on any other.
     *
     * @param keys 0 to 9, star and hash; each {@code w} waits half a second
     */
    void press(String keys);

    /** Answers what the agent has asked the person behind the call. Does nothing when the call is over. */
    void answer(int question, String text);

    /** Whether it has ended, which is so a moment before {@link CallEvents} are told. */
    boolean isOver();

    /** Whether a person is to take over, and has not answered yet. */
    boolean isBeingTransferred();
}
