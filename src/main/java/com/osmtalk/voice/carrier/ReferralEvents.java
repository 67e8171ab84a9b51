package com.osmtalk.voice.carrier;

/** What comes of asking the network to put a call through by itself; told once, as an event of the call's timeline. */
public interface ReferralEvents {
    /** The far end is connected with the other number, and the line is over: nothing more is told of it. */
    void putThrough();

    /** The line is as it was. */
    void notPutThrough();
}
