package com.osmtalk.voice.phone.rtp;

/** No port is free for another call's sound. */
public final class NoMediaPortException extends Exception {
    /** @param reason a sentence for the call's log and {@code phone check} */
    public NoMediaPortException(String reason) {
        super(reason);
    }

    /** @param cause what the operating system said last */
    public NoMediaPortException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
