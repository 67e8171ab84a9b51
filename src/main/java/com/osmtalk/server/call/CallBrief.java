package com.osmtalk.server.call;

import com.osmtalk.api.CallRetry;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.WantedAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call is for and when it is to be, as it was asked for; each as in {@link OutboundCallRequest}.
 *
 * @param attempt which of the calls for the same request it is, from 1; absent where there is one at most
 */
record CallBrief(
        @Nullable String task,
        @Nullable String callee,
        @Nullable String onBehalfOf,
        @Nullable String firstWords,
        @Nullable List<WantedAnswer> answers,
        @Nullable Instant scheduledAt,
        @Nullable CallRetry retry,
        @Nullable Integer attempt) {
    /** Of a call that follows its agent alone. */
    static final CallBrief NONE = new CallBrief(null, null, null, null, null, null, null, null);

    /** A blank text is as none, and so is an empty list. */
    static CallBrief of(OutboundCallRequest request) {
        return new CallBrief(
                text(request.task()),
                text(request.callee()),
                text(request.onBehalfOf()),
                text(request.firstWords()),
                request.answers() == null || request.answers().isEmpty() ? null : List.copyOf(request.answers()),
                request.scheduledAt(),
                request.retry() == null ? null : request.retry().withDefaults(),
                request.retry() == null ? null : 1);
    }

    private static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }
}
