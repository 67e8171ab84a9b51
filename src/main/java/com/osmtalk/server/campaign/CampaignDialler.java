package com.osmtalk.server.campaign;

import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.CampaignStatusReason;
import com.osmtalk.api.Lead;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.server.call.AssistantBudget;
import com.osmtalk.server.call.Calls;
import com.osmtalk.server.call.DialPolicy;
import com.osmtalk.server.compliance.Refusal;
import com.osmtalk.server.identity.ConnectionReach;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.server.store.RowLock;
import com.osmtalk.voice.carrier.Carriers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns leads into calls: every fifteen seconds, and immediately when a campaign begins or one of its calls has ended.
 *
 * <p>A lead is taken and its call admitted in one transaction, so that a crash at any moment calls nobody twice and
 * forgets nobody. Refusals by the rules on calls are not errors here: without credits the campaign pauses, without a
 * free line it waits, a number that may not be called now is asked about again later, as is one that another campaign
 * has just called. After 200 leads the job
 * ends and asks for another run, so that one large campaign doesn't keep the thread from the others.
 */
public final class CampaignDialler {
    private static final Logger LOG = LoggerFactory.getLogger(CampaignDialler.class);
    private static final Duration TICK = Duration.ofSeconds(15);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);

    /** After so many leads the job ends and asks to be run again, so that other jobs get the thread. */
    private static final int LEADS_AT_ONCE = 200;

    private final Database database;
    private final CampaignStore campaigns;
    private final LeadStore leads;
    private final CampaignLifecycle lifecycle;
    private final LeadOutcomes outcomes;
    private final Calls calls;
    private final DialPolicy policy;
    private final Duration gap;
    private final Clock clock;
    private final Jobs.Job job;

    /** @param gap between two campaigns' calls to the same person; a lead waits for it */
    public CampaignDialler(
            Database database,
            Carriers carriers,
            Calls calls,
            DialPolicy policy,
            LeadOutcomes outcomes,
            Duration gap,
            Clock clock,
            Jobs jobs) {
        this.database = database;
        this.campaigns = new CampaignStore(database, carriers);
        this.leads = new LeadStore(database);
        this.lifecycle = new CampaignLifecycle(campaigns, clock);
        this.outcomes = outcomes;
        this.calls = calls;
        this.policy = policy;
        this.gap = gap;
        this.clock = clock;
        // the next tick does what a failed one left
        this.job = jobs.define("dial-campaign", FIRST_RETRY, 1, id -> dial(id.split("/", 2)[0]));
        jobs.repeat("dial-campaigns", TICK, this::tick);
    }

    /** Part of the transaction after which a campaign may have calls to make. */
    void request(String campaignId) {
        // its own id: one that asks while another is just ending must not be taken for that
        job.schedule(campaignId + "/" + Ids.next("go"), clock.instant());
    }

    /** Starts scheduled campaigns whose time has come, and dials for those that run. */
    void tick() {
        campaigns.dueToStart(clock.instant()).forEach(this::startIfDue);
        campaigns.underWay().forEach(this::dialOrLog);
        outcomes.reportLate();
    }

    private void startIfDue(String campaignId) {
        database.transaction(handle -> {
            Instant now = clock.instant();
            campaigns
                    .find(campaignId, RowLock.EXCLUSIVE)
                    .filter(stored -> stored.campaign().status() == CampaignStatus.SCHEDULED)
                    .filter(stored -> isPast(stored.campaign().scheduledStartAt(), now))
                    .ifPresent(stored -> lifecycle.take(stored, CampaignStep.START, null));
            return null;
        });
    }

    private static boolean isPast(@Nullable Instant time, Instant now) {
        return time != null && !time.isAfter(now);
    }

    private void dialOrLog(String campaignId) {
        try {
            dial(campaignId);
        } catch (RuntimeException e) {
            LOG.error("campaign {} can't continue and is tried again", campaignId, e);
        }
    }

    /** Makes as many calls of a campaign as it has free places for. */
    void dial(String campaignId) {
        for (int i = 0; i < LEADS_AT_ONCE; i++) {
            if (!database.transaction(handle -> campaigns
                    .find(campaignId, RowLock.EXCLUSIVE)
                    .filter(this::next)
                    .isPresent())) {
                return;
            }
        }
        database.transaction(handle -> {
            request(campaignId);
            return null;
        });
    }

    /** Deals with one lead; false when there is nothing more to do now. */
    private boolean next(StoredCampaign stored) {
        return switch (stored.campaign().status()) {
            case RUNNING -> dialNext(stored);
            case PAUSED -> {
                completeIfDone(stored);
                yield false;
            }
            case DRAFT, SCHEDULED, COMPLETED, FAILED -> false;
        };
    }

    private boolean dialNext(StoredCampaign stored) {
        Instant now = clock.instant();
        if (completeIfDone(stored)) {
            return false;
        }
        if (!stored.isOpen(now)) {
            explain(stored, CampaignStatusReason.OUTSIDE_SCHEDULE);
            return false;
        }
        Optional<Lead> lead =
                leads.countDialing(stored.id()) < stored.campaign().maxConcurrent()
                        ? leads.nextDue(stored.id(), now)
                        : Optional.empty();
        if (lead.isEmpty()) {
            explain(stored, null);
            return false;
        }
        Optional<Refusal> refusal = policy.refusal(
                stored.organizationId(), lead.get().phoneNumber(), lead.get().consent());
        if (refusal.isPresent()) {
            refuse(stored, lead.get(), refusal.get());
            return true;
        }
        Optional<Instant> called = calledElsewhere(stored, lead.get(), now);
        if (called.isPresent()) {
            leads.postpone(lead.get().id(), called.get().plus(gap), now);
            return true;
        }
        return call(stored, lead.get(), now);
    }

    /**
     * When another campaign has called the same person, if that was less than the gap ago. Two campaigns may ask at the
     * same time, on two servers: the second must see the call of the first.
     */
    private Optional<Instant> calledElsewhere(StoredCampaign stored, Lead lead, Instant now) {
        if (gap.isZero()) {
            return Optional.empty();
        }
        calls.holdAdmission();
        return leads.calledElsewhere(stored.organizationId(), lead, now.minus(gap));
    }

    private void refuse(StoredCampaign stored, Lead lead, Refusal refusal) {
        switch (refusal.reason()) {
            case DNC_BLOCKED -> outcomes.finish(stored, lead, LeadStatus.DNC_BLOCKED);
            case NO_CONSENT -> outcomes.finish(stored, lead, LeadStatus.NO_CONSENT);
            case INVALID_NUMBER, DESTINATION_NOT_ALLOWED -> outcomes.finish(stored, lead, LeadStatus.FAILED);
            case OUTSIDE_CALLING_WINDOW -> {
                if (refusal.until() == null) {
                    outcomes.finish(stored, lead, LeadStatus.FAILED);
                } else {
                    leads.postpone(lead.id(), refusal.until(), clock.instant());
                }
            }
        }
    }

    private boolean call(StoredCampaign stored, Lead lead, Instant now) {
        Campaign campaign = stored.campaign();
        try {
            String callId = calls.startForCampaign(
                            stored.organizationId(),
                            stored.id(),
                            stored.connectionId(),
                            OutboundCallRequest.to(lead.phoneNumber())
                                    .agentId(campaign.agentId())
                                    .phoneNumberId(campaign.phoneNumberId())
                                    .agentVersion(campaign.agentVersion())
                                    .dynamicVariables(lead.variables())
                                    .consent(lead.consent())
                                    .build())
                    .callId();
            leads.claim(lead.id(), callId, now);
            explain(stored, null);
            return true;
        } catch (Problem problem) {
            return afterRefusal(stored, lead, problem);
        }
    }

    /**
     * Decides what a refusal means for the campaign; true to go on with the next lead. A refused call has stored
     * nothing, so this transaction goes on.
     */
    private boolean afterRefusal(StoredCampaign stored, Lead lead, Problem problem) {
        return switch (problem.kind()) {
            case INSUFFICIENT_CREDITS -> stop(stored, CampaignStep.PAUSE, CampaignStatusReason.INSUFFICIENT_CREDITS);
            case NOT_FOUND -> stop(stored, CampaignStep.FAIL, CampaignStatusReason.AGENT_OR_NUMBER_MISSING);
            case CONFLICT -> stop(stored, CampaignStep.PAUSE, CampaignStatusReason.NUMBER_NOT_ACTIVE);
            case LIMIT_REACHED -> {
                explain(stored, CampaignStatusReason.CONCURRENCY_LIMIT);
                yield false;
            }
            case REFUSED -> {
                if (Numbers.NO_CARRIER.equals(problem.details().get("reason"))) {
                    yield stop(stored, CampaignStep.PAUSE, CampaignStatusReason.NO_CARRIER);
                }
                if (AssistantBudget.isByLimit(problem)) {
                    yield afterLimit(stored, problem);
                }
                LOG.debug("{} may no longer be called now", lead.id());
                yield true;
            }
            case UNAVAILABLE -> false;
            // its assistant was disconnected
            case UNAUTHENTICATED -> stop(stored, CampaignStep.PAUSE, CampaignStatusReason.ASSISTANT_LIMIT);
            case INVALID, FORBIDDEN, OUTDATED, UPSTREAM_FAILED -> {
                LOG.warn("{} can't be called: {}", lead.id(), problem.code());
                outcomes.finish(stored, lead, LeadStatus.FAILED);
                yield true;
            }
        };
    }

    /** A limit of the day passes with it; a number that the assistant may not call from does not. */
    private boolean afterLimit(StoredCampaign stored, Problem problem) {
        if (ConnectionReach.NUMBER_NOT_PERMITTED.equals(problem.details().get("reason"))) {
            return stop(stored, CampaignStep.PAUSE, CampaignStatusReason.ASSISTANT_LIMIT);
        }
        explain(stored, CampaignStatusReason.ASSISTANT_LIMIT);
        return false;
    }

    private boolean stop(StoredCampaign stored, CampaignStep step, CampaignStatusReason reason) {
        lifecycle.take(stored, step, reason);
        return false;
    }

    private boolean completeIfDone(StoredCampaign stored) {
        if (leads.anyOpen(stored.id())) {
            return false;
        }
        lifecycle.take(stored, CampaignStep.COMPLETE, null);
        LOG.info("{} has called every lead", stored.id());
        return true;
    }

    private void explain(StoredCampaign stored, @Nullable CampaignStatusReason reason) {
        if (stored.campaign().statusReason() != reason) {
            campaigns.explain(stored.id(), reason);
        }
    }
}
