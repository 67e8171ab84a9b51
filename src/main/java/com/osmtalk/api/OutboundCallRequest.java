package com.osmtalk.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a phone call.
 *
 * @param phoneNumberId the organisation's number to call from
 * @param destination the number to call, E.164
 * @param agentVersion a published version; absent: the agent as it is now
 * @param dynamicVariables fill the {@code {{name}}} places of greeting and prompt
 * @param consent that the person agreed to be called; kept with the call
 */
public record OutboundCallRequest(
        String agentId,
        String phoneNumberId,
        PhoneNumber destination,
        @Nullable Integer agentVersion,
        @Nullable Map<String, String> dynamicVariables,
        @Nullable Consent consent) {
    /** One whose callee's consent is not recorded. */
    public OutboundCallRequest(
            String agentId,
            String phoneNumberId,
            PhoneNumber destination,
            @Nullable Integer agentVersion,
            @Nullable Map<String, String> dynamicVariables) {
        this(agentId, phoneNumberId, destination, agentVersion, dynamicVariables, null);
    }
}
