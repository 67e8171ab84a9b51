package com.osmtalk.server.campaign;

import com.osmtalk.api.Call;
import com.osmtalk.api.Lead;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.server.call.CallObserver;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.RowLock;
import com.osmtalk.voice.carrier.Carriers;
import java.util.function.BiConsumer;

/**
 * Follows the calls of campaigns: stores what became of the lead, and asks the dialler for the next call.
 */
public final class CampaignCalls implements CallObserver {
    private final CampaignStore campaigns;
    private final LeadStore leads;
    private final LeadOutcomes outcomes;
    private final CampaignDialler dialler;

    public CampaignCalls(Database database, Carriers carriers, LeadOutcomes outcomes, CampaignDialler dialler) {
        this.campaigns = new CampaignStore(database, carriers);
        this.leads = new LeadStore(database);
        this.outcomes = outcomes;
        this.dialler = dialler;
    }

    @Override
    public void ended(String organizationId, Call call) {
        ofCampaign(call, (stored, lead) -> {
            if (lead.status() == LeadStatus.DIALING) {
                outcomes.ended(stored, lead, call);
                dialler.request(stored.id());
            }
        });
    }

    @Override
    public void analysed(String organizationId, Call call) {
        if (call.analysis() != null) {
            ofCampaign(call, (stored, lead) -> outcomes.analysed(stored, lead, call.analysis()));
        }
    }

    private void ofCampaign(Call call, BiConsumer<StoredCampaign, Lead> work) {
        leads.findByCall(call.id())
                .ifPresent(lead ->
                        campaigns.find(lead.campaignId(), RowLock.NONE).ifPresent(stored -> work.accept(stored, lead)));
    }
}
