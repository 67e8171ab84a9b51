package com.osmtalk.server.campaign;

import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignSchedule;
import com.osmtalk.server.compliance.CallingHours;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/** A campaign and whose it is. */
record StoredCampaign(String organizationId, Campaign campaign) {
    String id() {
        return campaign.id();
    }

    /** Whether its schedule lets it call now. */
    boolean isOpen(Instant now) {
        CampaignSchedule schedule = campaign.schedule();
        return CallingHours.of(
                        Objects.requireNonNull(schedule.windowStart()),
                        Objects.requireNonNull(schedule.windowEnd()),
                        Objects.requireNonNull(schedule.weekdays()))
                .isOpen(now, ZoneId.of(Objects.requireNonNull(schedule.timezone())));
    }
}
