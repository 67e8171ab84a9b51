package com.osmtalk.voice.web;

/**
 * A rate limit of so many a second, counted anew each second; for one thread at a time. A fixed window lets twice as
 * many through where two seconds meet, which is well within what a session can bear, and needs no more than two fields.
 */
final class FixedWindowLimit {
    private static final long SECOND = 1_000_000_000;

    private final int perSecond;
    private long since = System.nanoTime();
    private int taken;

    FixedWindowLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Counts one more; gives false when this second's are used up. */
    boolean take() {
        long now = System.nanoTime();
        if (now - since >= SECOND) {
            since = now;
            taken = 0;
        }
        return ++taken <= perSecond;
    }
}
