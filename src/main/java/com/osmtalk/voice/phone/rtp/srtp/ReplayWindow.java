package com.osmtalk.voice.phone.rtp.srtp;

/** Which of the last packets have come, so that none is taken twice (RFC 3711, 3.3.2). Indexes go up without end. */
final class ReplayWindow {
    private static final int SIZE = 64;

    private long newest = -1;
    private long seen;

    /** Whether a packet has come before, or is too old to tell. */
    boolean isReplayed(long index) {
        long age = newest - index;
        return newest >= 0 && age >= 0 && (age >= SIZE || (seen >> age & 1) != 0);
    }

    /** Takes a packet that was not replayed. */
    void add(long index) {
        if (index > newest) {
            long ahead = index - newest;
            seen = newest < 0 || ahead >= SIZE ? 1 : seen << ahead | 1;
            newest = index;
        } else {
            seen |= 1L << newest - index;
        }
    }

    /** The highest index that has come; -1: none. */
    long newest() {
        return newest;
    }

    void reset() {
        newest = -1;
        seen = 0;
    }
}
