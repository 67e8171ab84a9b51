package com.osmtalk.api;

/** Where a campaign is: draft → scheduled → running ⇄ paused → completed, or failed. */
public enum CampaignStatus {
    DRAFT,
    SCHEDULED,
    RUNNING,
    PAUSED,
    COMPLETED,
    FAILED
}
