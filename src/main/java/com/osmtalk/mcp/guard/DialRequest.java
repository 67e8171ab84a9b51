package com.osmtalk.mcp.guard;

import com.osmtalk.api.PhoneNumber;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A phone that is about to ring.
 *
 * @param title asks for it in a few words: {@code Place this phone call?}
 * @param from our own number, which the callee sees
 * @param simulated whether {@code from} is on the simulated network, where nobody's phone rings
 * @param speaker who is to speak: the agent's id, or that of the call that is handed over
 * @param purpose what for; another dial to the same number with the same speaker and {@link CallPurpose} is a duplicate
 * @param terms what was asked for, word for word, and who is to speak as they are now
 * @param details what the person has to know beside the numbers, by label; one line each
 * @param idempotencyKey what the API tells a repeat by
 * @param confirmationToken from a preview of this very dial
 */
public record DialRequest(
        String title,
        PhoneNumber to,
        PhoneNumber from,
        boolean simulated,
        String speaker,
        String purpose,
        ConsentTerms terms,
        Map<String, String> details,
        String idempotencyKey,
        @Nullable String confirmationToken) {}
