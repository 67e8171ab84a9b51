package com.osmtalk.mcp.tool;

import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignReport;
import com.osmtalk.api.Lead;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.client.CampaignsApi;
import com.osmtalk.client.Pages;
import com.osmtalk.mcp.guard.Terms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code control_campaign}: starts, pauses, resumes or stops a campaign. */
final class ControlCampaign implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CAMPAIGNS,
            "control_campaign",
            "Start or stop a campaign",
            "Use this when a campaign is to start calling, pause, resume, or stop for good. start and resume dial many"
                    + " real phones and cost money; the answer may be a preview to show to the person before. Not for ending one call: use end_call."
                    + " Example: {\"campaign_id\":\"cmp_01JD2Z8Q6W3V5T7X9Y0ABCDEFG\",\"action\":\"pause\"}",
            ObjectSchema.arguments()
                    .required("campaign_id", Inputs.campaignId())
                    .required(
                            "action",
                            Schema.choice("stop can't be undone.", List.of("start", "pause", "resume", "stop")))
                    .optional("confirmation_token", Inputs.confirmationToken()),
            ObjectSchema.answer().all(CampaignView.schema()).required("next", Schema.text()),
            new ToolDefinition.Effects(false, true, false, true),
            "Find the campaign_id with list_campaigns.",
            "Look with get_campaign_report");

    private final Dialler dialler;

    ControlCampaign(Dialler dialler) {
        this.dialler = dialler;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        String id = arguments.text("campaign_id");
        String action = arguments.text("action");
        CampaignsApi campaigns = context.account().campaigns();
        if (action.equals("start") || action.equals("resume")) {
            requireAllowed(campaigns, id);
            dialler.requireConsent(
                    context,
                    (action.equals("start") ? "Start" : "Resume") + " this campaign?",
                    "campaign",
                    "nobody was called",
                    () -> facts(context, campaigns.report(id)),
                    Terms.of("control_campaign", id, action),
                    arguments.optionalText("confirmation_token"));
        }
        Campaign campaign = Once.send(DEFINITION, arguments, key -> switch (action) {
            case "start" -> campaigns.start(id, key);
            case "pause" -> campaigns.pause(id, key);
            case "resume" -> campaigns.resume(id, key);
            default -> campaigns.stop(id, key);
        });
        String next = "get_campaign_report shows how far it is.";
        return ToolAnswer.of(
                CampaignView.headline(campaign) + ". " + next,
                CampaignView.fields(campaign).put("next", next));
    }

    /** A campaign dials on the account's side, past the guard: what it will dial is held to the guard's rules before. */
    private void requireAllowed(CampaignsApi campaigns, String id) {
        dialler.requireWithinCaps(waiting(campaigns.report(id)));
        dialler.requireAllowed(Pages.of(page -> campaigns.leads(id, LeadStatus.PENDING, null, page)).stream()
                .map(Lead::phoneNumber));
    }

    private static long waiting(CampaignReport report) {
        return report.counts().byStatus().getOrDefault(LeadStatus.PENDING, 0L);
    }

    private static Map<String, String> facts(ToolContext context, CampaignReport report) {
        Campaign campaign = report.campaign();
        Integer attempts = campaign.retryPolicy().maxAttempts();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Campaign", CampaignView.headline(campaign));
        facts.put(
                "People to call",
                waiting(report) + ", " + campaign.maxConcurrent() + " at a time, each up to "
                        + Wording.count(attempts == null ? 1 : attempts, "time"));
        facts.put("Balance", context.account().billing().balance().total().toString());
        return facts;
    }
}
