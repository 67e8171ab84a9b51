package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which leads a campaign calls again; in an answer every field is there.
 *
 * @param maxAttempts calls to a lead at most, 1 to 10
 * @param backoffMinutes pause before the next, 1 to 10,080
 * @param retryOn how a call has to end for another: no_answer, busy, voicemail or failed
 */
public record RetryPolicy(
        @Nullable Integer maxAttempts,
        @Nullable Integer backoffMinutes,
        @Nullable List<LeadStatus> retryOn) {
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(1, 60, List.of(LeadStatus.NO_ANSWER, LeadStatus.BUSY, LeadStatus.VOICEMAIL));
}
