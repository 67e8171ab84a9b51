package com.osmtalk.server.campaign;

import com.osmtalk.api.Campaign;
import com.osmtalk.api.Lead;

/**
 * Wants to know what comes of leads. It is told inside the transaction that stores it: what it writes is there exactly
 * when the event is, and an exception it throws undoes the event. So it stores jobs, and does nothing slow.
 */
@FunctionalInterface
public interface CampaignObserver {
    /**
     * A lead will not be called again; it has its status, and its disposition if there was a conversation. Told once
     * for each lead: after its analysis, where there is one.
     */
    void leadCompleted(String organizationId, Campaign campaign, Lead lead);
}
