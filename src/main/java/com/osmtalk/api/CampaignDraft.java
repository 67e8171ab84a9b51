package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/campaigns} and {@code PUT /api/campaigns/:id}. An absent field takes its default when
 * the campaign is created and stays as it is when it is changed; in JSON, null removes {@code scheduledStartAt}, {@code
 * agentVersion} and {@code webhookUrl}. What only the server sets is ignored, so that a
 * fetched campaign can be edited and sent back.
 */
@JsonIgnoreProperties({"id", "simulated", "status", "statusReason", "createdAt", "updatedAt", "startedAt", "endedAt"})
public record CampaignDraft(
        @Nullable String name,
        @Nullable String agentId,
        @Nullable String phoneNumberId,
        @Nullable Integer agentVersion,
        @Nullable Integer maxConcurrent,
        @Nullable Instant scheduledStartAt,
        @Nullable CampaignSchedule schedule,
        @Nullable RetryPolicy retryPolicy,
        @Nullable String webhookUrl) {}
