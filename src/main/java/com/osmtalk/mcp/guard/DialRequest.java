package com.osmtalk.mcp.guard;

import com.osmtalk.api.PhoneNumber;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One phone call that a tool wants to place.
 *
 * @param title the question to the person in a few words: {@code Place this phone call?}
 * @param from the account's number, which the callee sees
 * @param simulated whether nobody's phone will ring; null: unknown, so one may
 * @param speaker who speaks: the agent's id, or the id of the call that is transferred
 * @param purpose what the call is for; another request with the same number, speaker and purpose is a duplicate
 * @param terms what was asked for, word for word, and the state of the agent
 * @param details what the person has to know besides the numbers, by label; one line each
 * @param idempotencyKey by which the API recognises a repeat
 * @param confirmationToken from a preview of this request
 * @param times when it is dialled
 * @param person what is shown beside the number to call, such as a name; empty for nothing
 */
public record DialRequest(
        String title,
        PhoneNumber to,
        PhoneNumber from,
        @Nullable Boolean simulated,
        String speaker,
        CallPurpose purpose,
        ConsentTerms terms,
        Map<String, String> details,
        String idempotencyKey,
        @Nullable String confirmationToken,
        DialTimes times,
        String person) {
    /** One that is dialled at once, with nothing shown beside the number. */
    public DialRequest(
            String title,
            PhoneNumber to,
            PhoneNumber from,
            @Nullable Boolean simulated,
            String speaker,
            CallPurpose purpose,
            ConsentTerms terms,
            Map<String, String> details,
            String idempotencyKey,
            @Nullable String confirmationToken) {
        this(
                title,
                to,
                from,
                simulated,
                speaker,
                purpose,
                terms,
                details,
                idempotencyKey,
                confirmationToken,
                DialTimes.ONCE_NOW,
                "");
    }
}
