package com.osmtalk.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The filters of {@code GET /api/billing/transactions}; absent means any.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record TransactionQuery(
        @Nullable TransactionKind kind,
        @Nullable Instant from,
        @Nullable Instant to) {
    public static final TransactionQuery ALL = new TransactionQuery(null, null, null);
}
