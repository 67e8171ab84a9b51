package com.osmtalk.client;

/** A request that changes something was sent and its answer never came: it may have been done. Look before doing it again. */
public final class UnknownOutcomeException extends RuntimeException {
    public UnknownOutcomeException(String message, Throwable cause) {
        super(message, cause);
    }
}
