package com.osmtalk.server.compliance;

import com.osmtalk.server.problem.Problem;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a number may not be dialled.
 *
 * @param until when it may be; null: not by waiting
 */
public record Refusal(
        Reason reason, String message, @Nullable Instant until) {
    /** The reasons, as the API names them in {@code details.reason}. */
    public enum Reason {
        INVALID_NUMBER,
        DNC_BLOCKED,
        DESTINATION_NOT_ALLOWED,
        OUTSIDE_CALLING_WINDOW,
        NO_CONSENT
    }

    /** The same as a REFUSED problem. */
    public Problem problem() {
        return Problem.refused(reason.name().toLowerCase(Locale.ROOT), message);
    }
}
