package com.osmtalk.api;

import java.util.Map;

/** How far a campaign is. */
public record CampaignReport(Campaign campaign, Counts counts) {
    /** Leads by what came of them; what no lead has is left out. */
    public record Counts(Map<LeadStatus, Long> byStatus, Map<LeadDisposition, Long> byDisposition) {}
}
