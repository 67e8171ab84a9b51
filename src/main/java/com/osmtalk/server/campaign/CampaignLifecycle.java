package com.osmtalk.server.campaign;

import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.CampaignStatusReason;
import com.osmtalk.server.problem.Problem;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of a campaign's status. A step that {@link CampaignStep} does not allow is refused.
 */
final class CampaignLifecycle {
    private final CampaignStore campaigns;
    private final Clock clock;

    CampaignLifecycle(CampaignStore campaigns, Clock clock) {
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /**
     * Takes a step, in the transaction that has locked the campaign.
     *
     * @param reason why, where nobody asked for it
     * @throws Problem CONFLICT {@code campaign_status} when its status does not allow it
     */
    void take(StoredCampaign stored, CampaignStep step, @Nullable CampaignStatusReason reason) {
        CampaignStatus from = stored.campaign().status();
        if (!step.isAllowedFrom(from)) {
            throw conflict(stored, step.done() + " while it is " + allowed(step));
        }
        campaigns.move(stored.id(), step.to(), reason, clock.instant());
    }

    /**
     * A CONFLICT that names the campaign's status.
     *
     * @param rule what is possible when: {@code changed while it is a draft}
     */
    static Problem conflict(StoredCampaign stored, String rule) {
        return Problem.conflict(
                "campaign_status",
                "A campaign can only be " + rule + "; " + stored.campaign().name() + " is "
                        + name(stored.campaign().status()) + ".");
    }

    private static String allowed(CampaignStep step) {
        return Arrays.stream(CampaignStatus.values())
                .filter(step::isAllowedFrom)
                .map(CampaignLifecycle::name)
                .collect(Collectors.joining(" or "));
    }

    private static String name(CampaignStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
