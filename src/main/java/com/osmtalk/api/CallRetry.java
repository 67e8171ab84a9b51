package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether to dial again when nobody was reached.
 *
 * @param attempts further calls at most, 1 to 5
 * @param afterMinutes pause before the next, 1 to 10,080; absent: 60
 * @param on the ends to call again after, of no_answer, busy and voicemail; absent: each of them
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
