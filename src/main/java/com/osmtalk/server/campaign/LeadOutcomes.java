package com.osmtalk.server.campaign;

import com.osmtalk.api.Analysis;
import com.osmtalk.api.Call;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Lead;
import com.osmtalk.api.LeadDisposition;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.RetryPolicy;
import com.osmtalk.api.Sentiment;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.RowLock;
import com.osmtalk.voice.carrier.Carriers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Decides what becomes of a lead when its call has ended: whether it is called again, and what the conversation came
 * to.
 */
public final class LeadOutcomes {
    /** By then an analysis has used up its retries, and will not come. */
    private static final Duration ANALYSIS_LIMIT = Duration.ofMinutes(15);

    private final Database database;
    private final CampaignStore campaigns;
    private final LeadStore leads;
    private final Agents agents;
    private final CampaignPublisher publisher;
    private final Clock clock;

    public LeadOutcomes(Database database, Carriers carriers, Agents agents, CampaignPublisher publisher, Clock clock) {
        this.database = database;
        this.campaigns = new CampaignStore(database, carriers);
        this.leads = new LeadStore(database);
        this.agents = agents;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Stores how the call to a lead ended. */
    void ended(StoredCampaign stored, Lead lead, Call call) {
        LeadStatus status = status(call);
        if (wasRefusedWhenDialled(call)) {
            // the dialler asks what stands against it, and stores that
            leads.retry(lead.id(), clock.instant(), clock.instant());
        } else if (isToBeRetried(stored, lead, status, call)) {
            RetryPolicy policy = stored.campaign().retryPolicy();
            Duration backoff = Duration.ofMinutes(Objects.requireNonNull(policy.backoffMinutes()));
            leads.retry(lead.id(), clock.instant().plus(backoff), clock.instant());
        } else if (status == LeadStatus.COMPLETED && willBeAnalysed(stored.organizationId(), call)) {
            leads.finish(lead.id(), lead.status(), status, clock.instant());
        } else {
            finish(stored, lead, status);
        }
    }

    /** Stores what the conversation with a lead came to. */
    void analysed(StoredCampaign stored, Lead lead, Analysis analysis) {
        if (lead.status() == LeadStatus.COMPLETED) {
            leads.dispose(lead.id(), disposition(analysis), clock.instant());
            report(stored, lead);
        }
    }

    /** Finishes a lead that will not be called (again). */
    void finish(StoredCampaign stored, Lead lead, LeadStatus status) {
        leads.finish(lead.id(), lead.status(), status, clock.instant());
        report(stored, lead);
    }

    /** Publishes the leads whose analysis never came. */
    void reportLate() {
        for (Lead lead : leads.unreported(clock.instant().minus(ANALYSIS_LIMIT))) {
            database.transaction(handle -> {
                campaigns.find(lead.campaignId(), RowLock.NONE).ifPresent(stored -> report(stored, lead));
                return null;
            });
        }
    }

    private void report(StoredCampaign stored, Lead lead) {
        if (leads.markReported(lead.id(), clock.instant())) {
            publisher.leadCompleted(stored, leads.require(lead.id()));
        }
    }

    private boolean willBeAnalysed(String organizationId, Call call) {
        return call.transcript() != null
                && !call.transcript().isEmpty()
                && agents.forCall(organizationId, call.agentId(), call.agentVersion())
                        .postCallAnalysis()
                        .enabled();
    }

    /** Whether a rule came to forbid the call between its admission and its dialling. */
    private static boolean wasRefusedWhenDialled(Call call) {
        return call.failureReason() == FailureReason.CANCELED && call.endedBy() == EndedBy.PLATFORM;
    }

    /** Retries happen only while the campaign is under way, and never after a person declined or ended the call. */
    private static boolean isToBeRetried(StoredCampaign stored, Lead lead, LeadStatus status, Call call) {
        RetryPolicy policy = stored.campaign().retryPolicy();
        CampaignStatus campaign = stored.campaign().status();
        List<LeadStatus> retryOn = Objects.requireNonNull(policy.retryOn());
        return (campaign == CampaignStatus.RUNNING || campaign == CampaignStatus.PAUSED)
                && lead.attempts() < Objects.requireNonNull(policy.maxAttempts())
                && retryOn.contains(status)
                && call.failureReason() != null
                && call.failureReason().guide().retryable();
    }

    static LeadStatus status(Call call) {
        FailureReason reason = call.failureReason();
        if (reason == null) {
            return LeadStatus.COMPLETED;
        }
        return switch (reason) {
            case NO_ANSWER -> LeadStatus.NO_ANSWER;
            case BUSY -> LeadStatus.BUSY;
            case VOICEMAIL -> LeadStatus.VOICEMAIL;
            case REJECTED,
                    INVALID_NUMBER,
                    CANCELED,
                    CARRIER_DENIED,
                    CARRIER_UNAVAILABLE,
                    MEDIA_NOT_ACCEPTED,
                    NO_AUDIO_OUTPUT,
                    NO_AUDIO_INPUT,
                    LLM_ERROR,
                    SPEECH_ERROR,
                    INSUFFICIENT_CREDITS,
                    MISSED_SCHEDULE,
                    DNC_BLOCKED,
                    DESTINATION_NOT_ALLOWED,
                    OUTSIDE_CALLING_WINDOW,
                    CONSENT_EXPIRED,
                    KEY_REVOKED,
                    GUARD_REFUSED,
                    ASSISTANT_LIMIT,
                    NO_CONSENT,
                    AGENT_OR_NUMBER_CHANGED,
                    NO_CARRIER,
                    INTERRUPTED -> LeadStatus.FAILED;
        };
    }

    /** Qualified comes first: an agent's own field, or success. */
    static LeadDisposition disposition(Analysis analysis) {
        Object nextAction = analysis.fields().get("next_action");
        boolean success = Boolean.TRUE.equals(analysis.success());
        if (Boolean.TRUE.equals(analysis.fields().get("lead_qualified")) || success) {
            return LeadDisposition.QUALIFIED;
        }
        if ("callback_later".equals(nextAction)) {
            return LeadDisposition.CALLBACK;
        }
        boolean refused = Boolean.FALSE.equals(analysis.success()) && analysis.sentiment() == Sentiment.NEGATIVE;
        return "not_interested".equals(nextAction) || refused
                ? LeadDisposition.NOT_INTERESTED
                : LeadDisposition.COMPLETED;
    }
}
