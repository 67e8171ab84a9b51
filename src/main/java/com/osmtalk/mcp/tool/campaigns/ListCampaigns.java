package com.osmtalk.mcp.tool.campaigns;

import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Paging;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.kit.Wording;
import java.util.ArrayList;
import java.util.List;

/** {@code list_campaigns}: the campaigns of the account, newest first. */
public final class ListCampaigns implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CAMPAIGNS,
            "list_campaigns",
            "List campaigns",
            "Use this when you look for a campaign, newest first. Not for its progress: use get_campaign_report."
                    + " Example: {\"status\":\"running\"}",
            ObjectSchema.arguments()
                    .optional("status", SharedArguments.choice("Its status.", CampaignStatus.class))
                    .optional("limit", SharedArguments.limit(20))
                    .optional("cursor", SharedArguments.cursor()),
            ObjectSchema.answer()
                    .required("campaigns", Schema.list(Schema.object(CampaignView.schema())))
                    .required("total", Schema.integer())
                    .optional("next_cursor", Schema.string()),
            ToolDefinition.Effects.READS,
            "Call list_campaigns without a cursor to start from the first page.");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        Page<Campaign> page = context.account()
                .campaigns()
                .list(
                        arguments.choice("status", CampaignStatus.class).orElse(null),
                        PageRequest.after(
                                arguments.optionalString("cursor").orElse(null), arguments.integer("limit", 20)));
        List<String> lines = new ArrayList<>();
        lines.add(Wording.count(page.total(), "campaign") + (page.data().isEmpty() ? "." : ", newest first:"));
        page.data().forEach(campaign -> lines.add("- " + CampaignView.headline(campaign)));
        Paging.addNext(lines, page, "list_campaigns");
        return ToolAnswer.of(
                String.join("\n", lines),
                new AnswerFields()
                        .putList(
                                "campaigns",
                                page.data().stream()
                                        .map(campaign ->
                                                CampaignView.fields(campaign).asMap())
                                        .toList())
                        .put("total", page.total())
                        .put("next_cursor", page.nextCursor()));
    }
}
