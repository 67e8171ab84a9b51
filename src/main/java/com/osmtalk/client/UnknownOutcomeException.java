package com.osmtalk.client;

import org.jspecify.annotations.Nullable;

/**
 * A request that changes something was sent and no answer came that tells what became of it: it may have been done.
 * Look before doing it again, or do it again with {@link #idempotencyKey()}. Thrown when the answer never came or broke
 * off, when a gateway lost sight of the request (502, 504, or another 5xx but 503 that is not osmTalk's own), and when
 * an answer of success can't be read. A 500 in osmTalk's own words is an {@link ApiException}: the server undoes what
 * it fails to finish.
 */
public final class UnknownOutcomeException extends RuntimeException {
    private final @Nullable String idempotencyKey;

    public UnknownOutcomeException(String message, Throwable cause) {
        this(message, null, cause);
    }

    public UnknownOutcomeException(String message, @Nullable String idempotencyKey, Throwable cause) {
        super(message, cause);
        this.idempotencyKey = idempotencyKey;
    }

    /** The key the request carried: the same request with it again is carried out once at most. */
    public @Nullable String idempotencyKey() {
        return idempotencyKey;
    }
}
