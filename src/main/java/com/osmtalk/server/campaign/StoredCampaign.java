package com.osmtalk.server.campaign;

import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignSchedule;
import com.osmtalk.server.compliance.CallingHours;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A campaign and whose it is.
 *
 * @param connectionId the assistant whose limits its calls count to; null: a person or an API key has it call
 */
record StoredCampaign(String organizationId, @Nullable String connectionId, Campaign campaign) {
    String id() {
        return campaign.id();
    }

    /** Whether its schedule lets it call now. */
    boolean isOpen(Instant now) {
        return hours().isOpen(now, zone());
    }

    /** The first moment from a time on at which its schedule lets it call. */
    Instant opens(Instant from) {
        return isOpen(from) ? from : hours().nextOpening(from, zone());
    }

    private CallingHours hours() {
        CampaignSchedule schedule = campaign.schedule();
        return CallingHours.of(
                Objects.requireNonNull(schedule.windowStart()),
                Objects.requireNonNull(schedule.windowEnd()),
                Objects.requireNonNull(schedule.weekdays()));
    }

    private ZoneId zone() {
        return ZoneId.of(Objects.requireNonNull(campaign.schedule().timezone()));
    }
}
