package com.osmtalk.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.Drafts;
import com.osmtalk.TestClock;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.AnalysisStatus;
import com.osmtalk.api.Call;
import com.osmtalk.api.CampaignDraft;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Json;
import com.osmtalk.api.Lead;
import com.osmtalk.api.LeadDisposition;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.RetryPolicy;
import com.osmtalk.api.Sentiment;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.agent.DemoAgent;
import com.osmtalk.server.campaign.LeadStore.NewLead;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.server.store.RowLock;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import com.osmtalk.voice.SimulatedNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class LeadOutcomesTest {
    private static final PhoneNumber NUMBER = PhoneNumber.of("+12025550100");
    private static final Analysis GOOD = analysis(Map.of(), Sentiment.POSITIVE, true);

    private final TestDatabase kind;
    private final TestClock clock = new TestClock();
    private final List<Lead> told = new ArrayList<>();

    private Database database;
    private Agents agents;
    private CampaignStore campaigns;
    private LeadStore leads;
    private LeadOutcomes outcomes;
    private String org;
    private String agentId;
    private String numberId;
    private String campaignId;

    LeadOutcomesTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        NumberingPlan plan = new NumberingPlan();
        agents = new Agents(database, plan, clock);
        campaigns = new CampaignStore(database, SimulatedNetwork.carriers(1));
        leads = new LeadStore(database);
        CampaignPublisher publisher = new CampaignPublisher();
        publisher.subscribe((organizationId, campaign, lead) -> {
            assertThat(organizationId).isEqualTo(org);
            assertThat(campaign.id()).isEqualTo(campaignId);
            told.add(lead);
        });
        outcomes = new LeadOutcomes(database, SimulatedNetwork.carriers(1), agents, publisher, clock);
        org = new TestRows(database).organization("UTC");
        agentId = agents.create(org, DemoAgent.draft()).id();
        numberId = new Numbers(database, SimulatedNetwork.carriers(1), plan, agents, clock)
                .take(org, new OwnedNumberDraft(PhoneNumber.of("+12025550199"), null, null, null, null))
                .id();
        campaign(RetryPolicy.DEFAULT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aConversationIsToldOfWithItsAnalysisAndOnce() {
        Lead lead = dialing();
        outcomes.ended(stored(), lead, call(lead, null));
        assertThat(told).isEmpty();
        assertThat(leads.require(lead.id()).disposition()).isEqualTo(LeadDisposition.COMPLETED);

        outcomes.analysed(stored(), leads.require(lead.id()), GOOD);
        outcomes.analysed(stored(), leads.require(lead.id()), GOOD);
        clock.advance(Duration.ofHours(1));
        outcomes.reportLate();
        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.status()).isEqualTo(LeadStatus.COMPLETED);
            assertThat(one.disposition()).isEqualTo(LeadDisposition.QUALIFIED);
        });
    }

    @Test
    void anAnalysisThatNeverComesIsNotWaitedForForever() {
        Lead lead = dialing();
        outcomes.ended(stored(), lead, call(lead, null));
        clock.advance(Duration.ofMinutes(14));
        outcomes.reportLate();
        assertThat(told).isEmpty();
        clock.advance(Duration.ofMinutes(2));
        outcomes.reportLate();
        outcomes.reportLate();
        assertThat(told).extracting(Lead::disposition).containsExactly(LeadDisposition.COMPLETED);
    }

    @Test
    void withoutAnAnalysisALeadIsToldOfAtOnce() {
        agents.update(org, agentId, Drafts.agent(Map.of("postCallAnalysis", Map.of("enabled", false))));
        Lead lead = dialing();
        outcomes.ended(stored(), lead, call(lead, null));
        assertThat(told).hasSize(1);
    }

    @Test
    void howACallEndsIsHowItsLeadEnds() {
        Map<FailureReason, LeadStatus> own = Map.of(
                FailureReason.NO_ANSWER, LeadStatus.NO_ANSWER,
                FailureReason.BUSY, LeadStatus.BUSY,
                FailureReason.VOICEMAIL, LeadStatus.VOICEMAIL);
        Lead lead = dialing();
        for (FailureReason reason : FailureReason.values()) {
            assertThat(LeadOutcomes.status(call(lead, reason)))
                    .as("%s", reason)
                    .isEqualTo(own.getOrDefault(reason, LeadStatus.FAILED));
        }
    }

    @Test
    void onlyWhatAnotherCallMayMendIsTriedAgain() {
        campaign(new RetryPolicy(3, 30, List.of(LeadStatus.FAILED, LeadStatus.BUSY)));
        Set<FailureReason> again = Set.of(
                FailureReason.BUSY,
                FailureReason.CARRIER_UNAVAILABLE,
                FailureReason.NO_AUDIO_OUTPUT,
                FailureReason.LLM_ERROR,
                FailureReason.SPEECH_ERROR,
                FailureReason.INTERRUPTED);
        for (FailureReason reason : FailureReason.values()) {
            Lead lead = dialing();
            outcomes.ended(stored(), lead, call(lead, reason));
            Lead after = leads.require(lead.id());
            assertThat(after.status() == LeadStatus.PENDING).as("%s", reason).isEqualTo(again.contains(reason));
            if (again.contains(reason)) {
                assertThat(after.nextAttemptAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
            }
        }
        assertThat(told).hasSize(FailureReason.values().length - again.size());
    }

    @Test
    void nobodyIsTriedAgainForACampaignThatIsOver() {
        campaign(new RetryPolicy(3, 30, List.of(LeadStatus.BUSY)));
        Lead lead = dialing();
        campaigns.move(campaignId, CampaignStatus.COMPLETED, null, clock.instant());
        outcomes.ended(stored(), lead, call(lead, FailureReason.BUSY));
        assertThat(leads.require(lead.id()).status()).isEqualTo(LeadStatus.BUSY);
    }

    @Test
    void aLeadIsTakenOnce() {
        Lead lead = dialing();
        String second = new TestRows(database).call(org, agentId, "queued", clock.instant());
        assertThatThrownBy(() -> leads.claim(lead.id(), second, clock.instant()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(leads.require(lead.id()).attempts()).isEqualTo(1);
    }

    @Test
    void anAnalysisTellsTheDisposition() {
        assertThat(LeadOutcomes.disposition(GOOD)).isEqualTo(LeadDisposition.QUALIFIED);
        assertThat(disposition(Map.of("lead_qualified", true), null, false)).isEqualTo(LeadDisposition.QUALIFIED);
        assertThat(disposition(Map.of("lead_qualified", true, "next_action", "callback_later"), null, null))
                .isEqualTo(LeadDisposition.QUALIFIED);
        assertThat(disposition(Map.of("next_action", "callback_later"), Sentiment.NEGATIVE, false))
                .isEqualTo(LeadDisposition.CALLBACK);
        assertThat(disposition(Map.of("next_action", "not_interested"), null, null))
                .isEqualTo(LeadDisposition.NOT_INTERESTED);
        assertThat(disposition(Map.of(), Sentiment.NEGATIVE, false)).isEqualTo(LeadDisposition.NOT_INTERESTED);
        assertThat(disposition(Map.of(), Sentiment.NEUTRAL, false)).isEqualTo(LeadDisposition.COMPLETED);
        assertThat(disposition(Map.of("lead_qualified", "yes"), null, null)).isEqualTo(LeadDisposition.COMPLETED);
    }

    private static Analysis analysis(Map<String, Object> fields, Sentiment sentiment, Boolean success) {
        return new Analysis(
                AnalysisStatus.DONE,
                "rules",
                fields,
                Map.of(),
                List.of(),
                "A summary.",
                sentiment,
                null,
                success,
                null,
                null,
                null);
    }

    private static LeadDisposition disposition(Map<String, Object> fields, Sentiment sentiment, Boolean success) {
        return LeadOutcomes.disposition(analysis(fields, sentiment, success));
    }

    private void campaign(RetryPolicy policy) {
        campaignId = Ids.next("cmp");
        CampaignDraft draft = CampaignRules.merged(
                CampaignRules.DEFAULT,
                new CampaignDraft("Test", agentId, numberId, null, null, null, null, policy, null));
        campaigns.insert(org, campaignId, draft, clock.instant());
        campaigns.move(campaignId, CampaignStatus.RUNNING, null, clock.instant());
    }

    private StoredCampaign stored() {
        return campaigns.find(campaignId, RowLock.NONE).orElseThrow();
    }

    /** A new lead whose call is under way. */
    private Lead dialing() {
        int known = (int) leads.page(campaignId, null, null, Keyset.byId("ld", PageRequest.first(1)))
                .total();
        PhoneNumber number = known == 0 ? NUMBER : PhoneNumber.of("+120255501" + (10 + known));
        leads.insert(campaignId, List.of(new NewLead(1, number, Map.of(), null)), clock.instant());
        Lead lead = leads.nextDue(campaignId, clock.instant()).orElseThrow();
        leads.claim(
                lead.id(), new TestRows(database).call(org, agentId, "in_progress", clock.instant()), clock.instant());
        return leads.require(lead.id());
    }

    private Call call(Lead lead, FailureReason reason) {
        String failure =
                reason == null ? "" : "\"failureReason\": \"" + reason.name().toLowerCase(Locale.ROOT) + "\",";
        String status = reason == null ? "completed" : "failed";
        try {
            return Json.MAPPER.readValue("""
                    {"id": "%s", "agentId": "%s", %s "status": "%s", "transcript": [
                      {"index": 0, "role": "agent", "text": "Hello.", "offsetMs": 0}]}
                    """.formatted(lead.callId(), agentId, failure, status), Call.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
