package com.osmtalk.mcp.tool.campaigns;

import com.osmtalk.api.Campaign;
import com.osmtalk.api.Lead;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.CampaignsApi;
import com.osmtalk.mcp.dialling.GuardedDialler;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.IdempotentRequests;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code control_campaign}: starts, pauses, resumes or stops a campaign. */
public final class ControlCampaign implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CAMPAIGNS,
            "control_campaign",
            "Start or stop a campaign",
            description("dial many phones and cost money"),
            ObjectSchema.arguments()
                    .required("campaign_id", SharedArguments.campaignId())
                    .required(
                            "action",
                            Schema.choice("stop can't be undone.", List.of("start", "pause", "resume", "stop")))
                    .optional("confirmation_token", SharedArguments.confirmationToken()),
            ObjectSchema.answer().all(CampaignView.schema()).required("next", Schema.string()),
            new ToolDefinition.Effects(false, true, false, true),
            "Find the campaign_id with list_campaigns.",
            "Look with get_campaign_report");

    private static final Logger LOG = LoggerFactory.getLogger(ControlCampaign.class);

    private static final ToolDefinition SIMULATED = DEFINITION.describedAs(
            description("make many calls, which are simulated here (nobody's phone rings), and cost credits"));

    private final GuardedDialler dialler;
    private final BooleanSupplier simulated;

    /** @param simulated whether all phone calls are known to be simulated, now */
    public ControlCampaign(GuardedDialler dialler, BooleanSupplier simulated) {
        this.dialler = dialler;
        this.simulated = simulated;
    }

    private static String description(String effect) {
        return "Use this when a campaign should start calling, pause, resume, or stop for good. start and resume "
                + effect + "; the answer may be a preview to show the person first. Not for ending one call: use"
                + " end_call. Example: {\"campaign_id\":\"cmp_01JD2Z8Q6W3V5T7X9Y0ABCDEFG\",\"action\":\"pause\"}";
    }

    @Override
    public ToolDefinition definition() {
        return simulated.getAsBoolean() ? SIMULATED : DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        dialler.requireWritable();
        String id = arguments.string("campaign_id");
        String action = arguments.string("action");
        CampaignsApi campaigns = context.account().campaigns();
        Campaign campaign = IdempotentRequests.send(DEFINITION, arguments, key -> switch (action) {
            case "start" -> begin(arguments, context, () -> campaigns.start(id, key));
            case "resume" -> begin(arguments, context, () -> campaigns.resume(id, key));
            case "pause" -> campaigns.pause(id, key);
            default -> campaigns.stop(id, key);
        });
        if (action.equals("stop")) {
            giveBackTheUncalled(context, id);
        }
        String next = "get_campaign_report shows its progress.";
        return ToolAnswer.of(
                CampaignView.headline(campaign) + ". " + next,
                CampaignView.fields(campaign).put("next", next));
    }

    private void giveBackTheUncalled(ToolContext context, String id) {
        try {
            dialler.releaseUncalled(
                    context,
                    id,
                    CampaignPlan.waiting(context, id)
                            .filter(lead -> lead.attempts() == 0)
                            .map(Lead::id));
        } catch (ApiException unreadable) {
            LOG.warn(
                    "{} is stopped, but its leads could not be read, so those it did not call still count as called:"
                            + " {}",
                    id,
                    unreadable.code());
        }
    }

    /**
     * A campaign dials on the server, not through this program, so all that it will dial passes the guard before it
     * starts.
     */
    private Campaign begin(Arguments arguments, ToolContext context, Supplier<Campaign> apiCall)
            throws InterruptedException {
        String id = arguments.string("campaign_id");
        CampaignPlan plan = CampaignPlan.of(context, id);
        if (!plan.canTake(arguments.string("action"))) {
            // to be refused by the API, which begins nothing
            return apiCall.get();
        }
        return dialler.begin(
                account -> plan.run(
                        arguments.string("action"),
                        account,
                        arguments.optionalString("confirmation_token").orElse(null)),
                context,
                apiCall,
                () -> CampaignPlan.of(context, id).mayCall());
    }
}
