package com.osmtalk.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a balance. Transactions are only ever added: a balance is the sum of its own.
 *
 * @param amount below zero when it was taken
 */
public record Transaction(
        String id,
        TransactionKind kind,
        Bucket bucket,
        Money amount,
        @Nullable String callId,
        @Nullable String orderId,
        @Nullable String phoneNumberId,
        @Nullable String note,
        Instant createdAt) {

    /** The two kinds of credits; promotional ones are spent first. */
    public enum Bucket {
        PROMOTIONAL,
        GENERAL
    }
}
