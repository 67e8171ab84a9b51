package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number an organisation holds.
 *
 * @param agentId the agent that answers calls to it
 * @param country ISO 3166-1 alpha-2
 */
public record OwnedNumber(
        String id,
        PhoneNumber phoneNumber,
        String label,
        String provider,
        @Nullable String agentId,
        List<Capability> capabilities,
        String country,
        Status status,
        Money monthlyCost,
        Instant createdAt) {

    public enum Capability {
        VOICE,
        SMS,
        WHATSAPP
    }

    public enum Status {
        ACTIVE,
        PENDING,
        RELEASED
    }
}
