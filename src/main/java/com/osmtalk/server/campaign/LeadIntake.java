package com.osmtalk.server.campaign;

import com.osmtalk.api.Consent;
import com.osmtalk.api.LeadsResult;
import com.osmtalk.server.campaign.LeadStore.NewLead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores the leads that {@link LeadCheck} found valid, as they are read a second time, a few hundred at a time.
 */
final class LeadIntake implements LeadSource.Sink {
    private static final int BATCH = 500;

    private final String campaignId;
    private final LeadCheck check;
    private final LeadStore leads;
    private final Instant now;
    private final List<NewLead> batch = new ArrayList<>(BATCH);
    private int inserted;

    LeadIntake(String campaignId, LeadCheck check, LeadStore leads, Instant now) {
        this.campaignId = campaignId;
        this.check = check;
        this.leads = leads;
        this.now = now;
    }

    /** The result over all rows. */
    LeadsResult result() {
        store();
        int blocked = leads.onDoNotCallList(campaignId);
        return new LeadsResult(inserted, check.errors().list(), blocked == 0 ? null : blocked);
    }

    @Override
    public void lead(int row, String phoneNumber, Map<String, String> variables, @Nullable Consent consent) {
        if (check.isGood(row)) {
            batch.add(new NewLead(row, check.number(phoneNumber), variables, consent));
            if (batch.size() == BATCH) {
                store();
            }
        }
    }

    @Override
    public void fault(int row, String message) {
        // known from the check
    }

    private void store() {
        boolean[] stored = batch.isEmpty() ? new boolean[0] : leads.insert(campaignId, batch, now);
        for (int i = 0; i < stored.length; i++) {
            if (stored[i]) {
                inserted++;
            } else {
                check.errors().add(batch.get(i).row(), batch.get(i).phoneNumber() + " is in the campaign already");
            }
        }
        batch.clear();
    }
}
