package com.osmtalk.mcp.tool.campaigns;

import com.osmtalk.api.CampaignReport;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.kit.Wording;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code get_campaign_report}: the progress of a campaign. */
public final class GetCampaignReport implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CAMPAIGNS,
            "get_campaign_report",
            "Get a campaign's report",
            "Use this when you want a campaign's progress and the results of its leads. Not for single calls: use"
                    + " list_calls. Not for who was reached: use list_leads. Example:"
                    + " {\"campaign_id\":\"cmp_01JD2Z8Q6W3V5T7X9Y0ABCDEFG\"}",
            ObjectSchema.arguments().required("campaign_id", SharedArguments.campaignId()),
            ObjectSchema.answer()
                    .all(CampaignView.schema())
                    .required("leads", Schema.integer())
                    .optional("by_status", Schema.anyObject(null))
                    .optional("by_disposition", Schema.anyObject(null))
                    .optional("next_call_at", Schema.string()),
            ToolDefinition.Effects.READS,
            "Find the campaign_id with list_campaigns.");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        CampaignReport report = context.account().campaigns().report(arguments.string("campaign_id"));
        Map<String, Object> statuses = counted(report.counts().byStatus());
        Map<String, Object> dispositions = counted(report.counts().byDisposition());
        long leads = report.counts().byStatus().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        String figures = Stream.of(
                        Wording.count(leads, "lead"),
                        CampaignView.counted("by status", statuses),
                        CampaignView.counted("by disposition", dispositions))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return ToolAnswer.of(
                CampaignView.headline(report.campaign()) + ".\n" + figures + "." + next(report.nextCallAt()),
                CampaignView.fields(report.campaign())
                        .put("leads", leads)
                        .put("by_status", statuses)
                        .put("by_disposition", dispositions)
                        .put(
                                "next_call_at",
                                report.nextCallAt() == null
                                        ? null
                                        : report.nextCallAt().toString()));
    }

    private static String next(@Nullable Instant call) {
        return call == null ? "" : "\nNo further call before " + call + ".";
    }

    private static Map<String, Object> counted(Map<? extends Enum<?>, Long> counts) {
        Map<String, Object> named = new LinkedHashMap<>();
        counts.forEach((value, count) -> named.put(Wording.code(value), count));
        return named;
    }
}
