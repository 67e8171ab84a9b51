package com.osmtalk.voice.phone.rtp;

/** Two ends have no sound in common: no codec, no encryption that both can, or sound refused at all. */
public final class MediaNotAcceptedException extends Exception {
    /** @param reason a sentence for the call's log and {@code phone check} */
    public MediaNotAcceptedException(String reason) {
        super(reason);
    }
}
