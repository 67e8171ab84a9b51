package com.osmtalk.server.call;

import java.util.Optional;

/** Where recordings can be listened to. */
@FunctionalInterface
public interface RecordingLinks {
    /** Links that expire; empty when there is no recording of the call. */
    Optional<Links> of(String callId);

    /**
     * The same recording twice.
     *
     * @param mono both sides in one channel
     * @param stereo the caller left, the agent right
     */
    record Links(String mono, String stereo) {}
}
