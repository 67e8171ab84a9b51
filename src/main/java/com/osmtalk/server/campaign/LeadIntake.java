package com.osmtalk.server.campaign;

import com.osmtalk.api.Consent;
import com.osmtalk.api.LeadsResult;
import com.osmtalk.server.campaign.LeadStore.NewLead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores the leads that {@link LeadCheck} found valid, as they are read a second time, a few hundred at a time. Each
 * few hundred are in a transaction of their own, so that nobody else waits long for the database. When that is broken
 * off, those before are stored: the same sheet sent again adds the others, since a number is in a campaign once.
 */
final class LeadIntake implements LeadSource.Sink {
    static final int BATCH = 500;

    private final LeadCheck check;
    private final Store store;
    private final List<NewLead> batch = new ArrayList<>(BATCH);
    private int inserted;
    private boolean asked;

    LeadIntake(LeadCheck check, Store store) {
        this.check = check;
        this.store = store;
    }

    /** Stores leads, or refuses them. */
    @FunctionalInterface
    interface Store {
        /** @return for each of them whether it is new to the campaign */
        boolean[] add(List<NewLead> leads);
    }

    /** The result over all rows. @param onDoNotCallList how many of the campaign's are on the list */
    LeadsResult result(IntSupplier onDoNotCallList) {
        // also of a sheet without a valid row it is asked whether the campaign takes leads
        if (!batch.isEmpty() || !asked) {
            store();
        }
        int blocked = onDoNotCallList.getAsInt();
        List<String> missing = check.missing();
        return new LeadsResult(
                inserted, check.errors().list(), blocked == 0 ? null : blocked, missing.isEmpty() ? null : missing);
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
        boolean[] stored = store.add(batch);
        asked = true;
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
