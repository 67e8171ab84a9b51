package com.osmtalk.mcp.guard;

import java.time.Instant;

/** What came of a dial that was not refused. */
public sealed interface DialOutcome<T> {
    /** It was dialled, or this repeat of it was answered by the API. */
    record Dialled<T>(T answer) implements DialOutcome<T> {}

    /**
     * The same call was placed a short while ago; nothing was dialled again.
     *
     * @param againAt from when on it would be
     */
    record Duplicate<T>(String callId, String idempotencyKey, Instant placedAt, Instant againAt)
            implements DialOutcome<T> {}
}
