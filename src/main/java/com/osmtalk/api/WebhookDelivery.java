package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to a webhook.
 *
 * @param id also the {@code webhook-id} of every attempt, so that a receiver can tell an event it has had before
 * @param callId absent for events that are not about a call
 * @param attempts the first one first
 * @param nextAttemptAt absent once the delivery is over
 */
public record WebhookDelivery(
        String id,
        WebhookEvent event,
        @Nullable String callId,
        String url,
        Status status,
        List<Attempt> attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant finishedAt) {
    /** How far it is. */
    public enum Status {
        /** Not sent yet, or to be sent again. */
        PENDING,
        /** Taken by the receiver. */
        DELIVERED,
        /** Refused in a way that trying again would not change. */
        FAILED,
        /** Given up after the last retry. */
        DEAD_LETTERED
    }

    /**
     * One request to the receiver.
     *
     * @param status the HTTP status of its answer; absent when there was none
     * @param answer the beginning of its answer's body, at most 1 KB
     * @param error what went wrong, in a sentence; absent when nothing did
     */
    public record Attempt(
            Instant at,
            @Nullable Integer status,
            long durationMs,
            @Nullable String answer,
            @Nullable String error) {}
}
