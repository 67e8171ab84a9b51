package com.osmtalk.mcp.guard;

import java.time.Instant;

/** The result of a dial that was not refused. */
public sealed interface DialOutcome<T> {
    /** It was dialled, or the API answered a repeat with the first call. */
    record Dialled<T>(T answer) implements DialOutcome<T> {}

    /**
     * The same call was placed a short while ago, so nothing was dialled.
     *
     * @param againAt from then on the same call may be placed again
     */
    record Duplicate<T>(String callId, String idempotencyKey, Instant placedAt, Instant againAt)
            implements DialOutcome<T> {}
}
