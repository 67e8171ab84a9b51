package com.osmtalk.server.webhook;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request to a receiver.
 *
 * @param status of the answer; null when there was none
 * @param answer the beginning of its body; null when there was none
 * @param error in a sentence; null when it was taken
 */
record DeliveryOutcome(
        Verdict verdict,
        @Nullable Integer status,
        @Nullable String answer,
        @Nullable String error) {
    /** What to do next. */
    enum Verdict {
        DELIVERED,
        TRY_AGAIN,
        GIVE_UP
    }

    static DeliveryOutcome answered(int status, String answer) {
        if (status >= 200 && status < 300) {
            return new DeliveryOutcome(Verdict.DELIVERED, status, answer, null);
        }
        if (status >= 500 || status == 408 || status == 429) {
            return new DeliveryOutcome(Verdict.TRY_AGAIN, status, answer, "The receiver answered " + status + ".");
        }
        String why = status < 400 ? "; redirects are not followed." : ", which trying again would not change.";
        return new DeliveryOutcome(Verdict.GIVE_UP, status, answer, "The receiver answered " + status + why);
    }

    static DeliveryOutcome late(long seconds) {
        return new DeliveryOutcome(
                Verdict.TRY_AGAIN,
                null,
                null,
                String.format(Locale.ROOT, "The receiver did not answer within %d seconds.", seconds));
    }

    static DeliveryOutcome unreachable(String reason) {
        return new DeliveryOutcome(Verdict.TRY_AGAIN, null, null, "The receiver could not be reached: " + reason + ".");
    }

    static DeliveryOutcome forbidden(String reason) {
        return new DeliveryOutcome(Verdict.GIVE_UP, null, null, "Not sent: " + reason + ".");
    }
}
