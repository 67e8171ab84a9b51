package com.osmtalk.api;

/** Why a campaign is where nobody put it, or makes no calls though it runs. */
public enum CampaignStatusReason {
    /** Running, and waiting for the hours of its schedule. */
    OUTSIDE_SCHEDULE,
    /** Running, and waiting for a line of the organisation or the platform. */
    CONCURRENCY_LIMIT,
    /** Paused: there are not enough credits for a call. */
    INSUFFICIENT_CREDITS,
    /** Paused: its number can't be called from yet. */
    NUMBER_NOT_ACTIVE,
    /** Paused: the provider of its number has no carrier on this server. */
    NO_CARRIER,
    /**
     * Running, and waiting for the next day: the connected assistant whose campaign it is has used its limit of today.
     * Paused: it may not call from the number any more, or is not connected any more.
     */
    ASSISTANT_LIMIT,
    /** Failed: its agent, the version of it or its number is gone. */
    AGENT_OR_NUMBER_MISSING,
    /** Completed: somebody stopped it. */
    STOPPED
}
