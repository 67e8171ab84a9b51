package com.osmtalk.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The filters of {@code GET /api/calls} and {@code GET /api/widget/calls}; absent means any.
 *
 * @param from the calling number
 * @param to the called number
 * @param destination the same as {@code to}, under the name the outbound request uses
 * @param startedAfter inclusive
 * @param startedBefore exclusive
 * @param q words to find in transcripts
 */
public record CallQuery(
        @Nullable CallStatus status,
        @Nullable String agentId,
        @Nullable String campaignId,
        @Nullable CallChannel channel,
        @Nullable CallDirection direction,
        @Nullable PhoneNumber from,
        @Nullable PhoneNumber to,
        @Nullable PhoneNumber destination,
        @Nullable Instant startedAfter,
        @Nullable Instant startedBefore,
        @Nullable String q) {
    public static final CallQuery ALL = new CallQuery(null, null, null, null, null, null, null, null, null, null, null);
}
