package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether to dial again when a call fails.
 *
 * @param attempts calls at most, the first included, 2 to 10
 * @param afterMinutes pause before the next, 1 to 10,080; absent: 60
 * @param on the reasons to call again for, each one that is retryable; absent: no_answer, busy and voicemail
 */
public record CallRetry(
        int attempts,
        @Nullable Integer afterMinutes,
        @Nullable List<FailureReason> on) {
    /** The same with its defaults filled in. */
    public CallRetry withDefaults() {
        return new CallRetry(
                attempts,
                afterMinutes == null ? Integer.valueOf(60) : afterMinutes,
                on == null ? List.of(FailureReason.NO_ANSWER, FailureReason.BUSY, FailureReason.VOICEMAIL) : on);
    }
}
