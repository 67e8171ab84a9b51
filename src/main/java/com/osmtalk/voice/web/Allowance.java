package com.osmtalk.voice.web;

/** So many a second, counted anew each second; for one thread at a time. */
final class Allowance {
    private static final long SECOND = 1_000_000_000;

    private final int perSecond;
    private long since = System.nanoTime();
    private int taken;

    Allowance(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Says false when this second's are used up. */
    boolean take() {
        long now = System.nanoTime();
        if (now - since >= SECOND) {
            since = now;
            taken = 0;
        }
        return ++taken <= perSecond;
    }
}
