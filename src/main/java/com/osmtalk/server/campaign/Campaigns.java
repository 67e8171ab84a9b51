package com.osmtalk.server.campaign;

import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignDraft;
import com.osmtalk.api.CampaignReport;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.CampaignStatusReason;
import com.osmtalk.api.Lead;
import com.osmtalk.api.LeadDisposition;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.LeadsResult;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.agent.NeededVariables;
import com.osmtalk.server.call.AssistantBudget;
import com.osmtalk.server.campaign.LeadStore.NewLead;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.server.store.RowLock;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.server.webhook.WebhookPolicy;
import com.osmtalk.voice.carrier.Carriers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The campaigns of each organisation. Every method sees those of one organisation only: any other id is a
 * {@link Problem} of kind NOT_FOUND.
 */
public final class Campaigns {
    private final Database database;
    private final CampaignStore campaigns;
    private final LeadStore leads;
    private final CampaignLifecycle lifecycle;
    private final Agents agents;
    private final Numbers numbers;
    private final NumberingPlan plan;
    private final CampaignDialler dialler;
    private final AssistantBudget assistants;
    private final WebhookPolicy webhooks;
    private final Clock clock;

    public Campaigns(
            Database database,
            Carriers carriers,
            Agents agents,
            Numbers numbers,
            NumberingPlan plan,
            CampaignDialler dialler,
            AssistantBudget assistants,
            WebhookPolicy webhooks,
            Clock clock) {
        this.database = database;
        this.campaigns = new CampaignStore(database, carriers);
        this.leads = new LeadStore(database);
        this.lifecycle = new CampaignLifecycle(campaigns, clock);
        this.agents = agents;
        this.numbers = numbers;
        this.plan = plan;
        this.dialler = dialler;
        this.assistants = assistants;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** The newest first. @param status null: any */
    public Page<Campaign> list(CallReach reach, @Nullable CampaignStatus status, PageRequest request) {
        return campaigns.page(reach, status, Keyset.byId("cmp", request));
    }

    /**
     * The id of a campaign, for whoever may be kept from some of the organisation's.
     *
     * @throws Problem NOT_FOUND for one that is not there for them
     */
    String within(CallReach reach, String id) {
        if (!reach.isLimited()) {
            return id;
        }
        Campaign campaign = get(reach.organizationId(), id);
        if (!reach.includesNumber(campaign.phoneNumberId())) {
            throw Problem.notFound("campaign", id);
        }
        return campaign.id();
    }

    public Campaign get(String organizationId, String id) {
        return require(organizationId, id, RowLock.NONE).campaign();
    }

    /**
     * Creates a draft, which calls nobody.
     *
     * @param programId the key or connected assistant that asks; null: a person does
     * @throws Problem INVALID naming every invalid field, REFUSED for a number that an assistant may not call from
     */
    public Campaign create(String organizationId, @Nullable String programId, CampaignDraft draft) {
        CampaignDraft whole = CampaignRules.merged(CampaignRules.DEFAULT, draft);
        return database.transaction(handle -> {
            check(organizationId, whole);
            String id = Ids.next("cmp");
            requireNumber(programId, whole.phoneNumberId());
            campaigns.insert(organizationId, id, whole, clock.instant());
            campaigns.count(id, AssistantBudget.connectionId(programId).orElse(null));
            return get(organizationId, id);
        });
    }

    /**
     * Changes the fields that are set.
     *
     * @param programId the key or connected assistant that asks; null: a person does
     * @param cleared names of fields that are to be removed; of those that a campaign must have, it changes nothing
     * @throws Problem INVALID and REFUSED as for {@link #create}, CONFLICT when it has begun, FORBIDDEN for
     *     an assistant when it is to begin and is another's
     */
    public Campaign update(
            String organizationId, @Nullable String programId, String id, CampaignDraft change, Set<String> cleared) {
        return database.transaction(handle -> {
            StoredCampaign stored = require(organizationId, id, RowLock.EXCLUSIVE);
            if (!CampaignStep.allowsEdit(stored.campaign().status())) {
                throw CampaignLifecycle.conflict(stored, "changed while it is draft or scheduled");
            }
            requireOwn(programId, stored);
            CampaignDraft whole =
                    CampaignRules.merged(CampaignRules.without(draft(stored.campaign()), cleared), change);
            requireStart(stored.campaign(), whole);
            check(organizationId, whole);
            requireNumber(programId, whole.phoneNumberId());
            campaigns.update(id, whole, clock.instant());
            return get(organizationId, id);
        });
    }

    /**
     * Deletes a campaign with its leads; the calls that were made stay.
     *
     * @throws Problem CONFLICT while it is under way
     */
    public void delete(String organizationId, String id) {
        database.transaction(handle -> {
            StoredCampaign stored = require(organizationId, id, RowLock.EXCLUSIVE);
            if (!CampaignStep.allowsDelete(stored.campaign().status())) {
                throw CampaignLifecycle.conflict(stored, "deleted while it is draft, completed or failed");
            }
            campaigns.delete(id);
            return null;
        });
    }

    /**
     * Starts a campaign: immediately, or at its scheduledStartAt if that is still to come. Its calls count to the
     * limits of the assistant that starts it, and to nobody's when a person does.
     *
     * @param programId the key or connected assistant that asks; null: a person does
     * @throws Problem CONFLICT when it is neither draft nor scheduled, has no lead, or its agent or number is gone,
     *     REFUSED {@code no_carrier} when its number can't be called from here
     */
    public Campaign start(String organizationId, @Nullable String programId, String id) {
        return step(organizationId, id, stored -> {
            requireParts(stored);
            takeOver(programId, stored);
            Instant start = stored.campaign().scheduledStartAt();
            boolean later = stored.campaign().status() == CampaignStatus.DRAFT
                    && start != null
                    && start.isAfter(clock.instant());
            lifecycle.take(stored, later ? CampaignStep.SCHEDULE : CampaignStep.START, null);
        });
    }

    /**
     * Pauses a campaign: no more calls until it is resumed; those under way go on.
     *
     * @throws Problem CONFLICT when it does not run
     */
    public Campaign pause(String organizationId, String id) {
        return step(organizationId, id, stored -> lifecycle.take(stored, CampaignStep.PAUSE, null));
    }

    /**
     * Lets a paused campaign go on, as {@link #start}.
     *
     * @throws Problem CONFLICT when it is not paused, or its agent or number is gone, REFUSED {@code no_carrier} when
     *     its number can't be called from here
     */
    public Campaign resume(String organizationId, @Nullable String programId, String id) {
        return step(organizationId, id, stored -> {
            lifecycle.take(stored, CampaignStep.RESUME, null);
            requireAgentAndNumber(stored);
            takeOver(programId, stored);
        });
    }

    /**
     * Stops a campaign for good: no more calls; those under way go on.
     *
     * @throws Problem CONFLICT when it is not under way
     */
    public Campaign stop(String organizationId, String id) {
        return step(
                organizationId, id, stored -> lifecycle.take(stored, CampaignStep.STOP, CampaignStatusReason.STOPPED));
    }

    /** The calls of a campaign count to the limits of the assistant that has it call. */
    private void takeOver(@Nullable String programId, StoredCampaign stored) {
        requireNumber(programId, stored.campaign().phoneNumberId());
        campaigns.count(stored.id(), AssistantBudget.connectionId(programId).orElse(null));
    }

    private void requireNumber(@Nullable String programId, @Nullable String numberId) {
        assistants.requireNumber(programId, Objects.requireNonNull(numberId));
    }

    /** What an assistant adds to the campaign of somebody else that is to call would not count to its limits. */
    private static void requireOwn(@Nullable String programId, StoredCampaign stored) {
        boolean own = AssistantBudget.connectionId(programId)
                .map(id -> id.equals(stored.connectionId()))
                .orElse(true);
        if (!own && stored.campaign().status() != CampaignStatus.DRAFT) {
            throw Problem.forbidden(stored.campaign().name() + " was started by somebody else, so this assistant can't"
                    + " change it or add leads to it. It can make a campaign of its own.");
        }
    }

    private Campaign step(String organizationId, String id, Consumer<StoredCampaign> step) {
        return database.transaction(handle -> {
            step.accept(require(organizationId, id, RowLock.EXCLUSIVE));
            dialler.request(id);
            return get(organizationId, id);
        });
    }

    /** Checks leads without storing any. @throws Problem NOT_FOUND, or INVALID when they can't be read */
    LeadCheck check(String organizationId, String id, LeadSource sheet) {
        Campaign campaign = require(organizationId, id, RowLock.NONE).campaign();
        LeadCheck check = new LeadCheck(plan, needed(organizationId, campaign), clock.instant());
        sheet.read(check);
        return check;
    }

    /** The variables of the campaign's agent; none where it is gone, which is told when the campaign starts. */
    private List<String> needed(String organizationId, Campaign campaign) {
        return agents.exists(organizationId, campaign.agentId())
                ? NeededVariables.of(agents.forCall(organizationId, campaign.agentId(), campaign.agentVersion()))
                : List.of();
    }

    /**
     * Stores the valid leads, each number once; the others are reported.
     *
     * @param programId the key or connected assistant that asks; null: a person does
     * @throws Problem CONFLICT when it is over, FORBIDDEN for an assistant when it is under way and is another's
     */
    LeadsResult addLeads(
            String organizationId, @Nullable String programId, String id, LeadSource sheet, LeadCheck check) {
        LeadIntake intake = new LeadIntake(check, batch -> store(organizationId, programId, id, batch));
        sheet.read(intake);
        return intake.result(() -> leads.onDoNotCallList(id));
    }

    /** Stores some leads, of which those are left out that are in the campaign already. @return which were stored */
    private boolean[] store(String organizationId, @Nullable String programId, String id, List<NewLead> batch) {
        return database.transaction(handle -> {
            StoredCampaign stored = require(organizationId, id, RowLock.EXCLUSIVE);
            if (!CampaignStep.allowsLeads(stored.campaign().status())) {
                throw CampaignLifecycle.conflict(stored, "given leads until it has ended");
            }
            requireOwn(programId, stored);
            boolean[] inserted = batch.isEmpty() ? new boolean[0] : leads.insert(id, batch, clock.instant());
            dialler.request(id);
            return inserted;
        });
    }

    /** The newest first. @param status null: any. @param disposition null: any */
    public Page<Lead> leads(
            String organizationId,
            String id,
            @Nullable LeadStatus status,
            @Nullable LeadDisposition disposition,
            PageRequest request) {
        require(organizationId, id, RowLock.NONE);
        return leads.page(id, status, disposition, Keyset.byId("ld", request));
    }

    public CampaignReport report(String organizationId, String id) {
        StoredCampaign stored = require(organizationId, id, RowLock.NONE);
        return new CampaignReport(
                stored.campaign(), leads.counts(id), nextCall(stored).orElse(null));
    }

    /** From when on the next call may be made: now, when a lead only waits for a free line. */
    private Optional<Instant> nextCall(StoredCampaign stored) {
        Instant now = clock.instant();
        return switch (stored.campaign().status()) {
            case RUNNING -> leads.firstDue(stored.id()).map(due -> stored.opens(later(due, now)));
            case SCHEDULED -> {
                Instant start = Objects.requireNonNullElse(stored.campaign().scheduledStartAt(), now);
                yield leads.firstDue(stored.id()).map(due -> stored.opens(later(due, later(start, now))));
            }
            case DRAFT, PAUSED, COMPLETED, FAILED -> Optional.empty();
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The campaign that keeps an agent from being deleted, in words. */
    public Optional<String> use(String organizationId, String agentId) {
        return campaigns.usingAgent(organizationId, agentId).map(name -> "the campaign " + name);
    }

    /** The campaign that keeps a number from being released, in words. */
    public Optional<String> useOfNumber(String organizationId, String numberId) {
        return campaigns.usingNumber(organizationId, numberId).map(name -> "the campaign " + name);
    }

    private void check(String organizationId, CampaignDraft draft) {
        FieldErrors errors = new FieldErrors();
        CampaignRules.check(draft, webhooks, errors);
        errors.refuseIfAny();
        String agentId = Objects.requireNonNull(draft.agentId());
        if (!agents.exists(organizationId, agentId)) {
            errors.add("agentId", "there is no agent " + agentId);
        } else {
            CampaignRules.require(
                    "agentVersion", () -> agents.forCall(organizationId, agentId, draft.agentVersion()), errors);
        }
        String numberId = Objects.requireNonNull(draft.phoneNumberId());
        CampaignRules.require("phoneNumberId", () -> numbers.requireActive(organizationId, numberId), errors);
        errors.refuseIfAny();
    }

    private void requireParts(StoredCampaign stored) {
        if (CampaignStep.START.isAllowedFrom(stored.campaign().status())) {
            requireAgentAndNumber(stored);
            if (!leads.anyOpen(stored.id())) {
                throw Problem.conflict(
                        "campaign_without_leads",
                        stored.campaign().name() + " has no leads to call. Add leads, then start it.");
            }
        }
    }

    /** Also locks the agent, so that it can't be deleted before the campaign is seen to run. */
    private void requireAgentAndNumber(StoredCampaign stored) {
        Campaign campaign = stored.campaign();
        try {
            agents.forCall(stored.organizationId(), campaign.agentId(), campaign.agentVersion());
            numbers.forCall(stored.organizationId(), campaign.phoneNumberId());
        } catch (Problem gone) {
            if (gone.kind() == ProblemKind.REFUSED) {
                throw gone;
            }
            throw Problem.conflict("campaign_incomplete", "The campaign can't call: " + gone.getMessage());
        }
    }

    private StoredCampaign require(String organizationId, String id, RowLock lock) {
        return campaigns
                .find(id, lock)
                .filter(stored -> stored.organizationId().equals(organizationId))
                .orElseThrow(() -> Problem.notFound("campaign", id));
    }

    /** One that waits for its time would begin at once without it, where somebody wanted the opposite. */
    private static void requireStart(Campaign stored, CampaignDraft changed) {
        if (stored.status() == CampaignStatus.SCHEDULED && changed.scheduledStartAt() == null) {
            throw Problem.invalid(
                    "scheduledStartAt",
                    "can't be removed while the campaign waits for it: start the campaign now, or give another time");
        }
    }

    private static CampaignDraft draft(Campaign campaign) {
        return new CampaignDraft(
                campaign.name(),
                campaign.agentId(),
                campaign.phoneNumberId(),
                campaign.agentVersion(),
                campaign.maxConcurrent(),
                campaign.scheduledStartAt(),
                campaign.schedule(),
                campaign.retryPolicy(),
                campaign.webhookUrl());
    }
}
