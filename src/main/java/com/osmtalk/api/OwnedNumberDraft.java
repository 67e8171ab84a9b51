package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/phone-numbers} and {@code PUT /api/phone-numbers/:id}; absent fields take their default
 * or stay as they are. An empty {@code agentId} takes the agent off the number.
 */
@JsonIgnoreProperties({"id", "simulated", "canCall", "country", "status", "monthlyCost", "createdAt"})
public record OwnedNumberDraft(
        @Nullable PhoneNumber phoneNumber,
        @Nullable String label,
        @Nullable NumberProvider provider,
        @Nullable String agentId,
        @Nullable List<OwnedNumber.Capability> capabilities) {}
