package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number an organisation holds.
 *
 * @param provider who carries its calls
 * @param simulated whether its calls are simulated, so that nobody's phone rings; absent: the server doesn't tell
 * @param canCall false: its provider has no carrier on this server, so that no call is made from it or comes in on it;
 *     absent: the server doesn't tell
 * @param agentId the agent that answers calls to it
 * @param country ISO 3166-1 alpha-2
 */
public record OwnedNumber(
        String id,
        PhoneNumber phoneNumber,
        String label,

        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
        NumberProvider provider,

        @Nullable Boolean simulated,
        @Nullable Boolean canCall,

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
