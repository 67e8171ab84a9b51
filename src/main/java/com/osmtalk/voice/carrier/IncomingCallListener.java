package com.osmtalk.voice.carrier;

/** Decides about each call that comes in. */
@FunctionalInterface
public interface IncomingCallListener {
    /**
     * A call rings. Before this returns, or later, it is answered or rejected, once; it may look things up in a
     * database, so a carrier asks on a thread that may be held up, and not on the one that its signalling arrives on.
     */
    void offered(IncomingCall call);
}
