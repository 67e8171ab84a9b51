package com.osmtalk.voice.phone.rtp;

import java.util.Arrays;

/** The calls a thread serves: walked through without an object for each round, changed by copying. */
final class Sessions {
    private volatile RtpSession[] all = {};

    /** To be read only. */
    RtpSession[] all() {
        return all;
    }

    synchronized void add(RtpSession session) {
        RtpSession[] longer = Arrays.copyOf(all, all.length + 1);
        longer[all.length] = session;
        all = longer;
    }

    synchronized void remove(RtpSession session) {
        all = Arrays.stream(all).filter(other -> other != session).toArray(RtpSession[]::new);
    }
}
