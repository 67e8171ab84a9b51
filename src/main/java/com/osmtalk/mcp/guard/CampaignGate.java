package com.osmtalk.mcp.guard;

import com.osmtalk.client.ApiException;
import com.osmtalk.mcp.guard.Confirmations.Consent;
import com.osmtalk.mcp.guard.Limits.Spent;
import com.osmtalk.mcp.guard.store.CampaignCallStore.StagedLead;
import com.osmtalk.mcp.guard.store.GuardTransaction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate that a campaign passes before it starts. It then dials on the server's side without this program, so
 * everything it may dial is checked now: each number; that its hours overlap quiet hours nowhere; that its agent does
 * not call the same people for another reason; and every call it may make, retries included, counted at the moment in
 * which it can begin.
 */
final class CampaignGate {
    private static final Logger LOG = LoggerFactory.getLogger(CampaignGate.class);
    private static final int LEADS_AT_ONCE = 500;

    private final GuardRecords records;
    private final NumberRules numbers;
    private final CallFingerprints fingerprints;
    private final Limits limits;
    private final Confirmations confirmations;
    private final Clock clock;

    CampaignGate(
            GuardRecords records,
            NumberRules numbers,
            CallFingerprints fingerprints,
            Limits limits,
            Confirmations confirmations,
            Clock clock) {
        this.records = records;
        this.numbers = numbers;
        this.fingerprints = fingerprints;
        this.limits = limits;
        this.confirmations = confirmations;
        this.clock = clock;
    }

    /** What reading all leads showed. */
    private record Survey(String run, Instant at, long leads, long calls) {}

    <T> T begin(
            CampaignRun run, BillingAccount account, Approver approver, Supplier<T> apiCall, BooleanSupplier mayCall)
            throws InterruptedException {
        String id = UUID.randomUUID().toString();
        try {
            Survey survey = survey(id, run);
            Spent before = limits.measure(account, records, survey.calls());
            records.dryRun(transaction -> enter(transaction, run, account, survey, before));
            Consent consent = confirmations.obtain(run.consentRequest(), approver);
            Spent spent = limits.measure(account, records, survey.calls());
            records.transaction(transaction -> {
                enter(transaction, run, account, survey, spent);
                if (consent == Consent.BY_TOKEN) {
                    confirmations.useToken(transaction, run.consentRequest());
                }
                return survey;
            });
            return begin(run, account, id, apiCall, mayCall);
        } finally {
            unstage(id);
        }
    }

    private Survey survey(String id, CampaignRun run) {
        Instant now = clock.instant();
        boolean ofEarlierVersions =
                records.transaction(transaction -> transaction.dials().hasEarlier(now));
        Instant at = run.hours().opening(now.isBefore(run.notBefore()) ? run.notBefore() : now);
        Set<Object> zones = new HashSet<>();
        List<StagedLead> page = new ArrayList<>();
        long leads = 0;
        long calls = 0;
        try (Stream<CampaignRun.Lead> all = run.leads().get()) {
            for (Iterator<CampaignRun.Lead> each = all.iterator(); each.hasNext(); ) {
                CampaignRun.Lead lead = each.next();
                numbers.check(lead.number());
                if (zones.add(numbers.timeZones(lead.number()))) {
                    numbers.checkHours(run, lead.number(), at);
                }
                page.add(new StagedLead(
                        lead.id(),
                        fingerprints.purpose(lead.number(), run.speaker(), lead.purpose()),
                        fingerprints.party(lead.number(), run.speaker()),
                        ofEarlierVersions ? fingerprints.earlierParties(lead.number(), run.speaker()) : List.of(),
                        lead.calls()));
                leads++;
                calls += lead.calls();
                limits.requireRoom(calls);
                if (page.size() == LEADS_AT_ONCE || !each.hasNext()) {
                    stage(id, page);
                }
            }
        }
        return new Survey(id, at, leads, calls);
    }

    private void stage(String id, List<StagedLead> page) {
        records.transaction(transaction -> {
            transaction.campaignCalls().stage(id, page);
            return page;
        });
        page.clear();
    }

    private Survey enter(
            GuardTransaction transaction,
            CampaignRun run,
            BillingAccount account,
            Survey survey,
            @Nullable Spent spent) {
        transaction.campaignCalls().requireStaged(survey.run(), survey.leads());
        limits.checkRecent(transaction, account.id(), run, survey.run(), survey.at());
        transaction.campaignCalls().enter(account.id(), run.campaign(), survey.run(), clock.instant(), survey.at());
        limits.checkEntered(transaction, account.id(), survey.at(), survey.calls(), spent);
        return survey;
    }

    private <T> T begin(
            CampaignRun run, BillingAccount account, String id, Supplier<T> apiCall, BooleanSupplier mayCall) {
        try {
            return apiCall.get();
        } catch (ApiException e) {
            // somebody else may have begun it meanwhile, or the refusal be of a repeat
            if (!mayCall.getAsBoolean()) {
                settle(() -> records.transaction(transaction -> {
                    transaction.campaignCalls().release(account.id(), run.campaign(), id);
                    return id;
                }));
            }
            throw e;
        }
    }

    /** Stops counting leads that were not called and never will be. */
    void releaseUncalled(String account, String campaign, Stream<String> leads) {
        List<String> page = new ArrayList<>();
        for (Iterator<String> each = leads.iterator(); each.hasNext(); ) {
            page.add(each.next());
            if (page.size() == LEADS_AT_ONCE || !each.hasNext()) {
                settle(() -> records.transaction(transaction -> {
                    transaction.campaignCalls().release(account, campaign, page);
                    return page;
                }));
                page.clear();
            }
        }
    }

    private void unstage(String id) {
        try {
            records.transaction(transaction -> {
                transaction.campaignCalls().unstage(id);
                return id;
            });
        } catch (DialRefusedException noRecords) {
            LOG.debug("What was staged went away with the connection");
        }
    }

    /** If this fails the calls stay counted: the safe side. */
    private static void settle(Runnable work) {
        try {
            work.run();
        } catch (DialRefusedException noRecords) {
            LOG.warn("The result of a campaign's start could not be stored, so its calls stay counted");
        }
    }
}
