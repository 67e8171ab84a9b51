package com.osmtalk.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One person a campaign is to call.
 *
 * @param variables fill the agent's words
 * @param consent that the person agreed to be called, as it came with the lead
 * @param disposition of a conversation that took place
 * @param attempts calls so far
 * @param callId the last of them
 * @param nextAttemptAt a pending lead is not called before
 */
public record Lead(
        String id,
        String campaignId,
        PhoneNumber phoneNumber,
        Map<String, String> variables,
        @Nullable Consent consent,
        LeadStatus status,
        @Nullable LeadDisposition disposition,
        int attempts,
        @Nullable String callId,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant completedAt) {}
