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

    /** The API refused it, failed, or nobody can tell: an {@code ApiException} or {@code UnknownOutcomeException}. */
    record Failed<T>(RuntimeException problem) implements DialOutcome<T> {}

    /** It was not asked for, because the API was out of reach for a call before it. */
    record Skipped<T>() implements DialOutcome<T> {}
}
