package com.osmtalk.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one agent to many people.
 *
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
