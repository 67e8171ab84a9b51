package com.osmtalk.voice.phone.rtp;

/** Whether a call's sound is encrypted (SRTP, RFC 3711, with keys exchanged in SDP, RFC 4568). */
public enum SrtpMode {
    OFF,
    /** Where the far end can; it is asked as RFC 8643 says. */
    OPTIONAL,
    REQUIRED
}
