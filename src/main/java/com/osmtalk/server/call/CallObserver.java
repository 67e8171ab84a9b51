package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.api.PhoneNumber;

/**
 * Wants to know what happens on calls. It is told inside the transaction that stores it: what it writes is there
 * exactly when the event is, and an exception it throws undoes the event. So it stores jobs, and does nothing slow.
 */
public interface CallObserver {
    /** The call was answered. */
    default void started(String organizationId, Call call) {}

    /** The call has completed or failed; it has its transcript, duration and cost, not yet its analysis. */
    default void ended(String organizationId, Call call) {}

    /** The analysis of an ended call is there, in {@code call.analysis()}. */
    default void analysed(String organizationId, Call call) {}

    /** The call is being handed to a person. */
    default void transferring(String organizationId, Call call, PhoneNumber destination, String summary) {}
}
