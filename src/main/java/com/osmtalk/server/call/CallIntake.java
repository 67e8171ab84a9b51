package com.osmtalk.server.call;

import com.osmtalk.server.problem.Problem;
import java.time.Duration;

/** Whether this server takes new calls. It does not while it is about to stop. */
public final class CallIntake {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private volatile boolean open = true;

    public boolean isOpen() {
        return open;
    }

    /** Takes no new calls from now on. */
    public void close() {
        open = false;
    }

    /** @throws Problem UNAVAILABLE when no new calls are taken */
    void requireOpen() {
        if (!open) {
            throw Problem.unavailable(
                    "This server is about to stop and takes no new calls. Try again in a few seconds.", RETRY_AFTER);
        }
    }
}
