package com.osmtalk.voice.carrier;

import com.osmtalk.api.PhoneNumber;
import java.util.Optional;

/** Decides about each call that comes in. */
@FunctionalInterface
public interface IncomingCallListener {
    /**
     * A call rings. Before this returns, or later, it is answered or rejected, once; it may look things up in a
     * database, so a carrier asks on a thread that may be held up, and not on the one that its signalling arrives on.
     */
    void offered(IncomingCall call);

    /**
     * Asked before a call is offered, on the thread that the signalling arrives on, so it must not wait: why a call to
     * a number would be rejected in any case. Empty: that is found out when it is offered.
     */
    default Optional<IncomingCall.Rejection> rejectionAtOnce(PhoneNumber to) {
        return Optional.empty();
    }
}
