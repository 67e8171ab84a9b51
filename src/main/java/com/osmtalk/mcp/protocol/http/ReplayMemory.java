package com.osmtalk.mcp.protocol.http;

import java.util.concurrent.atomic.AtomicLong;

/** How much is kept of events, over all sessions, for clients that may come back. Beyond it, events are not kept. */
public final class ReplayMemory {
    private static final long MAX_CHARACTERS = 32L * 1024 * 1024;

    private final AtomicLong free = new AtomicLong(MAX_CHARACTERS);

    /** Whether there is room for so much more. */
    boolean take(int characters) {
        if (free.addAndGet(-characters) >= 0) {
            return true;
        }
        free.addAndGet(characters);
        return false;
    }

    void giveBack(int characters) {
        free.addAndGet(characters);
    }
}
