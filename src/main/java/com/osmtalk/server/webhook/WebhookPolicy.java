package com.osmtalk.server.webhook;

import java.time.Duration;

/**
 * How webhooks are delivered.
 *
 * @param allowPrivate whether receivers may be on loopback, private and link-local addresses
 * @param patience how long a receiver may take for its whole answer
 */
public record WebhookPolicy(boolean allowPrivate, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** With 15 seconds of patience. */
    public WebhookPolicy(boolean allowPrivate) {
        this(allowPrivate, PATIENCE);
    }
}
