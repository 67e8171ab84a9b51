package com.osmtalk.server.call;

import com.osmtalk.api.CallRetry;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.WantedAnswer;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one call is for and when it is to be, as it was asked for; each as in {@link OutboundCallRequest}.
 *
 * @param agreed when it may be dialled, further attempts included; absent: whenever the account's rules allow it
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
        @Nullable AgreedTimes agreed,
        @Nullable Integer attempt) {
    /** Of a call that follows its agent alone. */
    static final CallBrief NONE = new CallBrief(null, null, null, null, null, null, null, null, null);

    private static final Pattern SEEN =
            Pattern.compile("[^\\s\\p{Z}\\p{C}\\p{M}\\x{115F}\\x{1160}\\x{2800}\\x{3164}\\x{FFA0}]");

    /** A blank text is as none, and so is an empty list. */
    static CallBrief of(OutboundCallRequest request, @Nullable AgreedTimes agreed) {
        return new CallBrief(
                text(request.task()),
                text(request.callee()),
                text(request.onBehalfOf()),
                text(request.firstWords()),
                request.answers() == null || request.answers().isEmpty() ? null : List.copyOf(request.answers()),
                request.scheduledAt(),
                request.retry() == null ? null : request.retry().withDefaults(),
                agreed,
                request.retry() == null ? null : 1);
    }

    private static @Nullable String text(@Nullable String given) {
        return given == null || isBlank(given) ? null : given.strip();
    }

    /** Whether a text has nothing that can be seen, and so nothing that can be said. */
    static boolean isBlank(@Nullable String text) {
        return text == null || !SEEN.matcher(text).find();
    }
}
