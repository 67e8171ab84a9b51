package com.osmtalk.voice.carrier;

import java.time.Duration;

/**
 * What two lines use that were connected with each other, once the call they belong to is over. Told from any thread,
 * and not by lines whose sound no longer passes through this server.
 */
public interface BridgeEvents {
    /** @param lines how long both were held since, together */
    void held(Duration lines);

    /** One of them has hung up, and so the other one was; told once, and last. */
    void over(Duration lines);
}
