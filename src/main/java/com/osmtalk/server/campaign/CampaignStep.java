package com.osmtalk.server.campaign;

import static com.osmtalk.api.CampaignStatus.COMPLETED;
import static com.osmtalk.api.CampaignStatus.DRAFT;
import static com.osmtalk.api.CampaignStatus.FAILED;
import static com.osmtalk.api.CampaignStatus.PAUSED;
import static com.osmtalk.api.CampaignStatus.RUNNING;
import static com.osmtalk.api.CampaignStatus.SCHEDULED;

import com.osmtalk.api.CampaignStatus;
import java.util.EnumSet;
import java.util.Set;

/**
 * The transitions of a campaign's state machine: from which statuses each is allowed, and to which it leads.
 */
enum CampaignStep {
    SCHEDULE("scheduled", SCHEDULED, DRAFT),
    START("started", RUNNING, DRAFT, SCHEDULED),
    PAUSE("paused", PAUSED, RUNNING),
    RESUME("resumed", RUNNING, PAUSED),
    STOP("stopped", COMPLETED, SCHEDULED, RUNNING, PAUSED),
    /** Every lead has been called. */
    COMPLETE("completed", COMPLETED, RUNNING, PAUSED),
    /** It can't go on. */
    FAIL("failed", FAILED, RUNNING);

    private final String done;
    private final CampaignStatus to;
    private final Set<CampaignStatus> from;

    CampaignStep(String done, CampaignStatus to, CampaignStatus first, CampaignStatus... more) {
        this.done = done;
        this.to = to;
        this.from = EnumSet.of(first, more);
    }

    CampaignStatus to() {
        return to;
    }

    boolean isAllowedFrom(CampaignStatus status) {
        return from.contains(status);
    }

    /** What a campaign that has taken it was: {@code started}, {@code paused}, … */
    String done() {
        return done;
    }

    static boolean allowsEdit(CampaignStatus status) {
        return switch (status) {
            case DRAFT, SCHEDULED -> true;
            case RUNNING, PAUSED, COMPLETED, FAILED -> false;
        };
    }

    static boolean allowsDelete(CampaignStatus status) {
        return switch (status) {
            case DRAFT, COMPLETED, FAILED -> true;
            case SCHEDULED, RUNNING, PAUSED -> false;
        };
    }

    static boolean allowsLeads(CampaignStatus status) {
        return switch (status) {
            case DRAFT, SCHEDULED, RUNNING, PAUSED -> true;
            case COMPLETED, FAILED -> false;
        };
    }
}
