package com.osmtalk.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one agent to many people.
 *
 * @param simulated whether its number's calls are simulated, so that nobody's phone rings; absent: the server doesn't
 *     tell
 * @param agentVersion null: the agent as it is at each call
 * @param maxConcurrent calls at a time, within the caps of organisation and platform
 * @param scheduledStartAt when a started campaign begins by itself
 * @param webhookUrl where its events go instead of the organisation's own
 */
public record Campaign(
        String id,
        String name,
        String agentId,
        String phoneNumberId,
        @Nullable Boolean simulated,
        @Nullable Integer agentVersion,
        CampaignStatus status,
        @Nullable CampaignStatusReason statusReason,
        int maxConcurrent,
        @Nullable Instant scheduledStartAt,
        CampaignSchedule schedule,
        RetryPolicy retryPolicy,
        @Nullable String webhookUrl,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
