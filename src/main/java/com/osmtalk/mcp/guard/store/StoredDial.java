package com.osmtalk.mcp.guard.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dial that was placed or may have been.
 *
 * @param account fingerprint of the account it is charged to
 * @param purpose fingerprint of callee, agent and what the call is for: equal for the same call
 * @param request fingerprint of the request, word for word
 * @param terms fingerprint of what a person agreed to
 * @param callId of one that was placed
 * @param campaign whose call it is, if a campaign makes it
 * @param at when it was placed; for a campaign, when it can begin; for a call for later, when it is to ring
 * @param last when it may ring for the last time, retries included
 * @param asked when it was asked for
 */
public record StoredDial(
        long id,
        String account,
        String purpose,
        String request,
        String terms,
        String idempotencyKey,
        State state,
        @Nullable String callId,
        @Nullable String campaign,
        Instant at,
        Instant last,
        Instant asked) {

    /** Whether a phone rang, as far as this is known. All three count as a call in every limit. */
    public enum State {
        /** About to be dialled. It stays so when the program dies meanwhile, and then counts as dialled. */
        RESERVED,
        PLACED,
        /** Nobody knows whether it was dialled. */
        UNKNOWN
    }
}
