package com.osmtalk.server.campaign;

import com.osmtalk.api.LeadsResult;
import com.osmtalk.api.LeadsResult.CsvError;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.call.DynamicVariables;
import com.osmtalk.server.campaign.LeadStore.NewLead;
import com.osmtalk.server.http.Problem;
import com.osmtalk.server.numbering.NumberingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Stores leads as they are read, a few hundred at a time, and remembers what could not be taken. */
final class LeadIntake implements LeadSheet.Sink {
    private static final int MAX_ROWS = 50_000;
    private static final int MAX_VARIABLES = 50;
    private static final int BATCH = 500;
    private static final int MAX_FAULTS = 1_000;

    private final String campaignId;
    private final LeadStore leads;
    private final NumberingPlan plan;
    private final Instant now;
    private final List<NewLead> batch = new ArrayList<>(BATCH);
    private final List<CsvError> faults = new ArrayList<>();
    private int rows;
    private int inserted;
    private int lastFault;
    private int unlistedFaults;

    LeadIntake(String campaignId, LeadStore leads, NumberingPlan plan, Instant now) {
        this.campaignId = campaignId;
        this.leads = leads;
        this.plan = plan;
        this.now = now;
    }

    /** What has become of all rows. */
    LeadsResult result() {
        store();
        if (unlistedFaults > 0) {
            faults.set(
                    MAX_FAULTS - 1,
                    new CsvError(
                            lastFault,
                            String.format(
                                    Locale.ROOT, "and %,d more rows up to this one were not taken", unlistedFaults)));
        }
        return new LeadsResult(inserted, List.copyOf(faults));
    }

    @Override
    public void lead(int row, String phoneNumber, Map<String, String> variables) {
        count();
        PhoneNumber number;
        try {
            number = PhoneNumber.of(phoneNumber.replaceAll("[\\s\u00a0().-]", ""));
        } catch (IllegalArgumentException e) {
            add(row, "phone " + e.getMessage());
            return;
        }
        if (!plan.isDialable(number)) {
            add(row, number + " is no number a telephone network has");
            return;
        }
        if (areGood(row, variables)) {
            batch.add(new NewLead(row, number, variables));
            if (batch.size() == BATCH) {
                store();
            }
        }
    }

    @Override
    public void fault(int row, String message) {
        count();
        add(row, message);
    }

    private void count() {
        rows++;
        if (rows > MAX_ROWS) {
            throw Problem.invalid(
                    "",
                    String.format(Locale.ROOT, "More than %,d rows; send them in parts. None was taken.", MAX_ROWS));
        }
    }

    private boolean areGood(int row, Map<String, String> variables) {
        if (variables.size() > MAX_VARIABLES) {
            add(row, "has more than " + MAX_VARIABLES + " variables");
            return false;
        }
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (!DynamicVariables.isName(variable.getKey())) {
                add(row, DynamicVariables.NAME_RULE);
                return false;
            }
            String value = variable.getValue();
            if (value.length() > DynamicVariables.VALUE_LENGTH) {
                add(row, variable.getKey() + " is longer than " + DynamicVariables.VALUE_LENGTH + " characters");
                return false;
            }
            if (value.codePoints()
                    .anyMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                add(row, variable.getKey() + " has characters that are no text");
                return false;
            }
        }
        return true;
    }

    private void store() {
        boolean[] stored = batch.isEmpty() ? new boolean[0] : leads.insert(campaignId, batch, now);
        for (int i = 0; i < stored.length; i++) {
            if (stored[i]) {
                inserted++;
            } else {
                add(batch.get(i).row(), batch.get(i).phoneNumber() + " is in the campaign already");
            }
        }
        batch.clear();
    }

    private void add(int row, String message) {
        lastFault = Math.max(lastFault, row);
        if (faults.size() < MAX_FAULTS) {
            faults.add(new CsvError(row, message));
        } else {
            // the last one listed gives its place to the count
            unlistedFaults += unlistedFaults == 0 ? 2 : 1;
        }
    }
}
