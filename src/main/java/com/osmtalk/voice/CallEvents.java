package com.osmtalk.voice;

import com.osmtalk.api.AnsweredBy;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.brain.AskOwner;
import com.osmtalk.voice.brain.Brain.ToolStage;
import java.time.Duration;

/**
 * What happens on one call, told in order and one at a time. The listener may block to store it; an exception it throws
 * ends the call.
 */
public interface CallEvents {
    /** The other side's phone rings. Not told when it never did. */
    void ringing();

    /** The other side has picked up: from now on the call is charged. */
    void answered();

    /**
     * A line of the transcript is finished, said or heard to its end or cut short.
     *
     * @param usageSoFar of the whole call, so that it can be charged even if the process dies in the next moment
     */
    void said(TranscriptEntry line, Usage usageSoFar);

    /**
     * What the whole call has used by now, while a long line is still being spoken: told a second after the answer and
     * whenever nothing was told for a few seconds.
     */
    void used(Usage soFar);

    /** How far the agent has come with a tool; what it gave is a line of the transcript. */
    default void tool(String name, ToolStage stage) {}

    /** Who answered, once it is known; told again when it turns out otherwise. Never told as unknown. */
    default void answeredBy(AnsweredBy who) {}

    /** The other side has been told, to the end of the sentence, what it must be told first. */
    default void disclosed() {}

    /** It was a machine that was told that: nobody has heard it. */
    default void disclosureUnheard() {}

    /**
     * The agent asks the person behind the call.
     *
     * @param n counts the questions of the call, from 1
     * @param patience how long it waits for the answer
     */
    default void asked(int n, AskOwner question, Duration patience) {}

    /** Nobody has answered that question in time. */
    default void lapsed(int n) {}

    /** The person asked never to be called again. */
    void optedOut();

    /** The call is being handed to a person; {@link #ended} follows when they answered. */
    void transferring(PhoneNumber destination, String summary);

    /** The call is over, answered or not: told exactly once, and last but for what its lines go on using. */
    void ended(CallEnd end);

    /**
     * The telephones of a call that a person has taken over are still connected through this server; told from any
     * thread.
     *
     * @param lines for how long both were held since the call's end, together
     */
    default void bridged(Duration lines) {}

    /** They no longer are; told once. */
    default void bridgeOver(Duration lines) {}
}
