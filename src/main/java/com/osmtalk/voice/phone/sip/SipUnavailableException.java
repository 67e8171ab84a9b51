package com.osmtalk.voice.phone.sip;

/** This server can't speak SIP now, such as because its port is taken. */
public final class SipUnavailableException extends Exception {
    /** @param reason a sentence for the log and {@code phone check} */
    public SipUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
