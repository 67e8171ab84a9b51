package com.osmtalk.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a campaign is.
 *
 * @param nextCallAt no call is made before; absent when the campaign makes no further calls, or none before somebody
 *     resumes it
 */
public record CampaignReport(
        Campaign campaign, Counts counts, @Nullable Instant nextCallAt) {
    /** Leads by what came of them; what no lead has is left out. */
    public record Counts(Map<LeadStatus, Long> byStatus, Map<LeadDisposition, Long> byDisposition) {}
}
