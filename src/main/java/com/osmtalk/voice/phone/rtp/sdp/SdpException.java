package com.osmtalk.voice.phone.rtp.sdp;

/** A text is no session description. */
public final class SdpException extends Exception {
    public SdpException(String reason) {
        super(reason);
    }
}
