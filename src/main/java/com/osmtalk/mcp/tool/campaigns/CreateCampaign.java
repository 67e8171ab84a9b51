package com.osmtalk.mcp.tool.campaigns;

import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignDraft;
import com.osmtalk.api.CampaignSchedule;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.Lead;
import com.osmtalk.api.LeadsResult;
import com.osmtalk.api.RetryPolicy;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.CampaignsApi;
import com.osmtalk.mcp.dialling.GuardedDialler;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.IdempotentRequests;
import com.osmtalk.mcp.kit.NumberFinder;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Period;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Simulated;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.kit.Wording;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code create_campaign}: creates a draft with its leads. It calls nobody until it is started. */
public final class CreateCampaign implements Tool {
    private static final int REFUSED_SHOWN = 50;
    private static final int MAX_CSV = 80_000;
    private static final String WINDOW = "^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$";

    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CAMPAIGNS,
            "create_campaign",
            "Create a campaign",
            "Use this when one agent should call several people. It calls nobody until you start it with"
                    + " control_campaign. Not for one call: use start_outbound_call. Example:"
                    + " {\"name\":\"Reminders\",\"agent\":\"Appointment"
                    + " reminder\",\"leads_csv\":\"phone,first_name\\n+12025550100,Asha\"}",
            ObjectSchema.arguments()
                    .required("name", Schema.string("Its name.", 1, 100).example("Reminders"))
                    .required("agent", SharedArguments.agent("Agent's name or id."))
                    .optional(
                            "from",
                            Schema.string("Account's number or id, if there are several.", 1, 100)
                                    .example("+12025550150"))
                    .required(
                            "leads_csv",
                            Schema.string(
                                            "People to call: CSV with the header phone, variable names, and, if on"
                                                    + " record, consent_basis, consent_source, consent_at.",
                                            1,
                                            MAX_CSV)
                                    .example("phone\n+12025550100"))
                    .optional(
                            "max_concurrent",
                            Schema.integer("Calls at a time.", 1, 50).byDefault(5))
                    .optional("start_at", SharedArguments.time("Earliest start: a date or time; default: immediately."))
                    .optional(
                            "time_zone", Schema.string("Of the window.", 1, 60).byDefault("Asia/Kolkata"))
                    .optional(
                            "window",
                            Schema.string("Calling hours.")
                                    .pattern(WINDOW, "two times of day like 09:00-19:00")
                                    .byDefault("09:00-19:00"))
                    .optional(
                            "weekdays",
                            Schema.list("0 is Sunday.", Schema.integer(null, 0, 6), 1, 7)
                                    .example(List.of(1, 2, 3)))
                    .optional(
                            "max_attempts",
                            Schema.integer("Calls to one lead.", 1, 10).byDefault(1))
                    .optional(
                            "backoff_minutes",
                            Schema.integer("Wait between attempts.", 1, 10_080).byDefault(60))
                    .optional("idempotency_key", SharedArguments.idempotencyKey()),
            ObjectSchema.answer()
                    .required("campaign_id", Schema.string())
                    .required("status", Schema.string())
                    .optional("simulated", Simulated.schema())
                    .required("leads", Schema.integer())
                    .optional("on_do_not_call_list", Schema.integer())
                    .optional(
                            "rows_refused",
                            Schema.list(Schema.object(ObjectSchema.part()
                                    .required("row", Schema.integer())
                                    .required("why", Schema.string()))))
                    .required("next", Schema.string()),
            new ToolDefinition.Effects(false, false, false, false),
            "Nothing was created. Check the agent with list_agents and `from` with list_phone_numbers.",
            "Look with list_campaigns");

    private final GuardedDialler dialler;
    private final Clock clock;

    public CreateCampaign(GuardedDialler dialler, Clock clock) {
        this.dialler = dialler;
        this.clock = clock;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        CampaignsApi campaigns = context.account().campaigns();
        CampaignDraft draft = draft(
                arguments,
                AgentFinder.find(context.account(), arguments.string("agent")),
                NumberFinder.find(context.account(), arguments.optionalString("from")));
        Made made = IdempotentRequests.send(DEFINITION, arguments, key -> {
            Campaign campaign = campaigns.create(draft, key);
            if (arguments.optionalString("idempotency_key").isPresent()) {
                requireDraft(campaigns.get(campaign.id()));
            }
            LeadsResult leads = leads(campaigns, campaign.id(), arguments.string("leads_csv"), key);
            requireSome(campaigns, campaign.id(), leads);
            requireCallable(context, campaign);
            return new Made(campaign, leads);
        });
        return answer(made.campaign(), made.leads());
    }

    /** Refuses what a single call to a lead would be refused for, but for hours and limits: they are for its start. */
    private void requireCallable(ToolContext context, Campaign campaign) {
        List<String> asked = LeadVariables.asked(context, campaign.agentId(), campaign.agentVersion());
        try (Stream<Lead> leads = CampaignPlan.waiting(context, campaign.id())) {
            dialler.requireAllowed(leads.peek(lead -> LeadVariables.require(asked, lead, "nothing was created"))
                    .map(Lead::phoneNumber));
        } catch (ToolException refused) {
            context.account().campaigns().delete(campaign.id());
            throw refused;
        }
    }

    /** After a refused list the model creates another campaign, so this one is deleted instead of left behind empty. */
    private static LeadsResult leads(CampaignsApi campaigns, String id, String csv, String key) {
        try {
            return campaigns.addCsv(id, csv, key);
        } catch (ApiException e) {
            if (e.status() == 400 || e.status() == 413) {
                campaigns.delete(id);
            }
            throw e;
        }
    }

    /** A campaign of which no row could be taken is of no use to anybody, and would be left behind empty. */
    private static void requireSome(CampaignsApi campaigns, String id, LeadsResult leads) {
        if (leads.inserted() == 0 && !leads.csvErrors().isEmpty()) {
            campaigns.delete(id);
            throw new ToolException(new ToolProblem(
                    "invalid_arguments",
                    "No row of `leads_csv` could be taken, so nothing was created: "
                            + leads.csvErrors().stream()
                                    .limit(REFUSED_SHOWN)
                                    .map(row -> "row " + row.row() + ": " + Wording.oneLine(row.message(), 200))
                                    .collect(Collectors.joining("; "))
                            + ".",
                    "leads_csv",
                    "Correct the rows and create the campaign again, without the idempotency_key of this attempt.",
                    Map.of("rows_refused", rows(leads.csvErrors()))));
        }
    }

    private static List<Map<String, Object>> rows(List<LeadsResult.CsvError> refused) {
        return refused.stream()
                .limit(REFUSED_SHOWN)
                .map(row -> new AnswerFields()
                        .put("row", row.row())
                        .put("why", Wording.oneLine(row.message(), 200))
                        .asMap())
                .toList();
    }

    /** Leads that are added to a campaign that has started are called without passing the guard. */
    private static void requireDraft(Campaign made) {
        if (made.status() != CampaignStatus.DRAFT) {
            throw new ToolException(ToolProblem.of(
                    "campaign_status",
                    "This campaign was already created and started (" + Wording.code(made.status())
                            + "); nobody was added to it.",
                    "Look with get_campaign_report campaign_id=" + made.id() + "."));
        }
    }

    /**
     * Both requests carry the same idempotency key, each on its own route, so that a repeat does only what is missing.
     */
    private record Made(Campaign campaign, LeadsResult leads) {}

    private CampaignDraft draft(Arguments arguments, AgentFinder.Found agent, NumberFinder.Found from) {
        Optional<String[]> window = arguments.optionalString("window").map(text -> text.split("-", 2));
        return new CampaignDraft(
                arguments.string("name"),
                agent.id(),
                from.id(),
                null,
                arguments.integer("max_concurrent").orElse(null),
                arguments
                        .begin("start_at", clock.instant(), () -> zone(arguments))
                        .orElse(null),
                new CampaignSchedule(
                        arguments.optionalString("time_zone").orElse(null),
                        window.map(times -> times[0]).orElse(null),
                        window.map(times -> times[1]).orElse(null),
                        arguments.integers("weekdays").orElse(null)),
                new RetryPolicy(
                        arguments.integer("max_attempts").orElse(null),
                        arguments.integer("backoff_minutes").orElse(null),
                        null),
                null);
    }

    /** Of the days that {@code start_at} names: the window's; one that nobody knows is left to the API to refuse. */
    private static ZoneId zone(Arguments arguments) {
        try {
            return arguments.optionalString("time_zone").map(ZoneId::of).orElseGet(Period::defaultZone);
        } catch (DateTimeException unknown) {
            return Period.defaultZone();
        }
    }

    private static ToolAnswer answer(Campaign campaign, LeadsResult leads) {
        List<LeadsResult.CsvError> refused = leads.csvErrors() == null
                ? List.of()
                : leads.csvErrors().stream().limit(REFUSED_SHOWN).toList();
        String next = leads.inserted() == 0
                ? "It has no leads to call. Correct leads_csv and create another."
                : "Start it: control_campaign with campaign_id " + campaign.id() + " and action start.";
        List<String> lines = new ArrayList<>();
        lines.add(CampaignView.headline(campaign) + "; " + Wording.count(leads.inserted(), "lead") + ".");
        refused.forEach(
                row -> lines.add("- row " + row.row() + " was rejected: " + Wording.oneLine(row.message(), 200)));
        if (leads.onDoNotCallList() != null) {
            lines.add(leads.onDoNotCallList() + " of them " + (leads.onDoNotCallList() == 1 ? "is" : "are")
                    + " on the do-not-call list and will not be called.");
        }
        lines.add(next);
        return ToolAnswer.of(
                String.join("\n", lines),
                new AnswerFields()
                        .put("campaign_id", campaign.id())
                        .put("status", Wording.code(campaign.status()))
                        .put("simulated", campaign.simulated())
                        .put("leads", leads.inserted())
                        .put("on_do_not_call_list", leads.onDoNotCallList())
                        .put("rows_refused", rows(refused))
                        .put("next", next));
    }
}
