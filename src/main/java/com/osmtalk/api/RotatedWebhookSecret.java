package com.osmtalk.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's new secret. It is not shown again.
 *
 * @param previousUntil until when requests are signed with the old secret too; absent: not at all
 */
public record RotatedWebhookSecret(String secret, @Nullable Instant previousUntil) {
    /** Without the secret, so that it never reaches a log. */
    @Override
    public String toString() {
        return "RotatedWebhookSecret[" + previousUntil + "]";
    }
}
