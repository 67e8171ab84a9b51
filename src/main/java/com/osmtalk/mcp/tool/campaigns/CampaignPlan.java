package com.osmtalk.mcp.tool.campaigns;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignReport;
import com.osmtalk.api.CampaignSchedule;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.Json;
import com.osmtalk.api.Lead;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.client.Pages;
import com.osmtalk.mcp.guard.BillingAccount;
import com.osmtalk.mcp.guard.CallPurpose;
import com.osmtalk.mcp.guard.CampaignHours;
import com.osmtalk.mcp.guard.CampaignRun;
import com.osmtalk.mcp.guard.ConsentRequest;
import com.osmtalk.mcp.guard.ConsentTerms;
import com.osmtalk.mcp.kit.DisclosureNotice;
import com.osmtalk.mcp.kit.NumberFinder;
import com.osmtalk.mcp.kit.QuotedText;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.Wording;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign will do, as the guard and the person have to know before it starts or resumes.
 *
 * <p>A person agrees to what the campaign is at that moment. It is read again when the consent is used: if the agent,
 * the number to call from, the hours, the retries or how many wait to be called have changed since, the consent is
 * void. Leads are read a page at a time and never all held, as there may be 50,000.
 */
final class CampaignPlan {
    /** The API's largest page. */
    private static final int LEADS_A_PAGE = 1_000;

    private final ToolContext context;
    private final CampaignReport report;
    private final Campaign campaign;

    private CampaignPlan(ToolContext context, CampaignReport report) {
        this.context = context;
        this.report = report;
        this.campaign = report.campaign();
    }

    static CampaignPlan of(ToolContext context, String id) {
        return new CampaignPlan(context, context.account().campaigns().report(id));
    }

    /** The leads that wait to be called, read page by page. */
    static Stream<Lead> waiting(ToolContext context, String id) {
        return Pages.of(page -> context.account().campaigns().leads(id, LeadStatus.PENDING, null, page), LEADS_A_PAGE)
                .stream();
    }

    /** @param action start or resume */
    CampaignRun run(String action, BillingAccount account, @Nullable String token) {
        NumberFinder.Found from = NumberFinder.find(context.account(), Optional.of(campaign.phoneNumberId()));
        AgentDraft agent = agent();
        ConsentTerms terms = ConsentTerms.of("control_campaign", campaign.id(), action)
                .dependingOn(state(agent), () -> {
                    CampaignPlan now = of(context, campaign.id());
                    return now.state(now.agent());
                });
        ConsentRequest consentRequest = new ConsentRequest(
                (action.equals("start") ? "Start" : "Resume") + " this campaign?",
                "campaign",
                "nobody was called",
                from.simulated(),
                () -> facts(agent, from, account),
                terms,
                account.id(),
                token);
        Instant start = campaign.scheduledStartAt();
        @Nullable List<String> asked = LeadVariables.asked(context, campaign.agentId(), campaign.agentVersion());
        return new CampaignRun(
                campaign.id(),
                campaign.agentId(),
                from.simulated(),
                hours(campaign.schedule()),
                // one that is scheduled already begins immediately when it is started
                start != null && campaign.status() == CampaignStatus.DRAFT ? start : Instant.EPOCH,
                () -> waiting(context, campaign.id())
                        .peek(lead -> LeadVariables.require(asked, lead, "nobody was called"))
                        .map(lead -> new CampaignRun.Lead(
                                lead.id(),
                                lead.phoneNumber(),
                                CallPurpose.of(lead.variables() == null ? Map.of() : lead.variables(), asked),
                                Math.max(1, attempts() - lead.attempts()))),
                consentRequest);
    }

    /** Whether this action is possible in its present status. */
    boolean canTake(String action) {
        return action.equals("resume")
                ? campaign.status() == CampaignStatus.PAUSED
                : campaign.status() == CampaignStatus.DRAFT || campaign.status() == CampaignStatus.SCHEDULED;
    }

    /** Whether the campaign calls now or will by itself. */
    boolean mayCall() {
        return campaign.status() == CampaignStatus.RUNNING || campaign.status() == CampaignStatus.SCHEDULED;
    }

    private AgentDraft agent() {
        Integer version = campaign.agentVersion();
        if (version != null) {
            return context.account()
                    .agents()
                    .getVersion(campaign.agentId(), version)
                    .snapshot();
        }
        Agent agent = context.account().agents().get(campaign.agentId());
        return Json.MAPPER.convertValue(agent, AgentDraft.class);
    }

    /**
     * Everything that the person is shown and that others may change; nothing that changes with time alone, which
     * would invalidate every consent.
     */
    private String state(AgentDraft agent) {
        return Arrays.asList(
                        agent,
                        campaign.agentId(),
                        campaign.agentVersion(),
                        campaign.phoneNumberId(),
                        campaign.simulated(),
                        campaign.maxConcurrent(),
                        campaign.scheduledStartAt(),
                        campaign.schedule(),
                        campaign.retryPolicy(),
                        people())
                .toString();
    }

    private long people() {
        return report.counts().byStatus().getOrDefault(LeadStatus.PENDING, 0L);
    }

    private int attempts() {
        Integer most =
                campaign.retryPolicy() == null ? null : campaign.retryPolicy().maxAttempts();
        return most == null ? 1 : most;
    }

    /** What the person is shown before the campaign starts or resumes. */
    private Map<String, String> facts(AgentDraft agent, NumberFinder.Found from, BillingAccount account) {
        long calls = people() * attempts();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Campaign", QuotedText.words(campaign.name(), 120) + " (" + campaign.id() + ")");
        facts.put(
                "Agent",
                (agent.name() == null ? campaign.agentId() : QuotedText.words(agent.name(), 120))
                        + (campaign.agentVersion() == null ? "" : ", version " + campaign.agentVersion()));
        facts.put("From", from.number());
        if (agent.greeting() != null && !agent.greeting().isBlank()) {
            facts.put("First words", QuotedText.words(agent.greeting(), 300));
        }
        facts.put(
                "People to call",
                people() + ", " + campaign.maxConcurrent() + " at a time"
                        + (attempts() == 1
                                ? ""
                                : ", each up to " + Wording.count(attempts(), "time") + ": at most "
                                        + Wording.count(calls, "call")));
        facts.put(
                "When",
                hours(campaign.schedule())
                        + (campaign.scheduledStartAt() == null ? "" : ", from " + campaign.scheduledStartAt() + " on"));
        DisclosureNotice.of(context, from.simulated(), campaign.agentId(), campaign.agentVersion())
                .ifPresent(sentence -> facts.put("Disclosure", sentence));
        facts.put("Cost", account.expectedCost(calls));
        return facts;
    }

    /** A part that is absent means no restriction. */
    private static CampaignHours hours(@Nullable CampaignSchedule schedule) {
        CampaignSchedule given = schedule == null ? new CampaignSchedule(null, null, null, null) : schedule;
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (given.weekdays() == null) {
            days = EnumSet.allOf(DayOfWeek.class);
        } else {
            for (int day : given.weekdays()) {
                days.add(day == 0 ? DayOfWeek.SUNDAY : DayOfWeek.of(day));
            }
        }
        return new CampaignHours(
                ZoneId.of(given.timezone() == null ? "UTC" : given.timezone()),
                time(given.windowStart()),
                time(given.windowEnd()),
                days);
    }

    private static LocalTime time(@Nullable String text) {
        return text == null || text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }
}
