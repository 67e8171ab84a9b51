package com.osmtalk.voice.phone.sip;

/** DNS gives no address for a trunk's host. */
public final class UnresolvedTrunkException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param reason a sentence for the call's log and {@code phone check} */
    public UnresolvedTrunkException(String reason) {
        super(reason);
    }
}
