package com.osmtalk.voice;

import com.osmtalk.api.CallQuality;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Latency;
import com.osmtalk.api.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param failureReason null: the call was completed
 * @param endedBy null: nobody ended it, it never came to be answered
 * @param duration from answer to end, zero when it was never answered
 * @param quality of the connection; null: there was none that could be measured
 * @param failureDetail what is known beside the reason, such as what the carrier has said, in a sentence; null: nothing
 */
public record CallEnd(
        @Nullable FailureReason failureReason,
        @Nullable EndedBy endedBy,
        Duration duration,
        Usage usage,
        Latency latency,
        @Nullable CallQuality quality,
        @Nullable String failureDetail) {
    /** Of a call without a connection that could be measured. */
    public CallEnd(
            @Nullable FailureReason failureReason,
            @Nullable EndedBy endedBy,
            Duration duration,
            Usage usage,
            Latency latency) {
        this(failureReason, endedBy, duration, usage, latency, null, null);
    }

    /** Of a call in which nobody was rung. */
    public static CallEnd undialled(FailureReason reason, @Nullable EndedBy endedBy) {
        return undialled(reason, endedBy, null);
    }

    /** @param detail as {@code failureDetail} */
    public static CallEnd undialled(FailureReason reason, @Nullable EndedBy endedBy, @Nullable String detail) {
        return new CallEnd(reason, endedBy, Duration.ZERO, Usage.NONE, Latency.NONE, null, detail);
    }
}
