package com.osmtalk.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignDraft;
import com.osmtalk.api.CampaignSchedule;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.CampaignStatusReason;
import com.osmtalk.api.LeadDraft;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.CampaignsApi;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.call.ConcurrencyCaps;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CampaignCapsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @RegisterExtension
    final TestServer server =
            TestServer.create().withCaps(new ConcurrencyCaps(2, 3)).withSpeed(30);

    @Test
    void aCampaignTakesNoMoreLinesThanThereAreAndCallsEverybodyAllTheSame() {
        OsmTalkClient client = server.client();
        CampaignsApi campaigns = client.account().campaigns();
        Campaign campaign = campaigns.create(
                new CampaignDraft(
                        "Test",
                        server.agentId(),
                        server.phoneNumberId(),
                        null,
                        10,
                        null,
                        new CampaignSchedule("UTC", "00:00", "24:00", null),
                        null,
                        null),
                null);
        campaigns.addLeads(
                campaign.id(),
                IntStream.range(20, 28)
                        .mapToObj(i -> new LeadDraft(PhoneNumber.of("+120255501" + i), null, null))
                        .toList(),
                null);
        campaigns.start(campaign.id(), null);

        Waiting.untilTrue(
                LIMIT, () -> campaigns.get(campaign.id()).statusReason() == CampaignStatusReason.CONCURRENCY_LIMIT);
        Waiting.untilTrue(LIMIT, () -> {
            assertThat(live(client)).isLessThanOrEqualTo(2);
            return campaigns.get(campaign.id()).status() == CampaignStatus.COMPLETED;
        });
        assertThat(campaigns.report(campaign.id()).counts().byStatus()).isEqualTo(Map.of(LeadStatus.COMPLETED, 8L));
        assertThat(campaigns.get(campaign.id()).statusReason()).isNull();
    }

    private static long live(OsmTalkClient client) {
        return client.account().calls().list(CallQuery.ALL, PageRequest.first(100)).data().stream()
                .filter(call -> call.status() == CallStatus.RINGING || call.status() == CallStatus.IN_PROGRESS)
                .count();
    }
}
