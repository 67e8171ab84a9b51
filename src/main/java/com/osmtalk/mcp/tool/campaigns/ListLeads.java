package com.osmtalk.mcp.tool.campaigns;

import com.osmtalk.api.Lead;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Paging;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Simulated;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.kit.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code list_leads}: the people of a campaign, and who of them was reached. */
public final class ListLeads implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CAMPAIGNS,
            "list_leads",
            "List a campaign's leads",
            "Use this when you want to know who of a campaign was reached and who was not, each with their last call."
                    + " Not for counts: use get_campaign_report. Not for what was said: use get_call. Example:"
                    + " {\"campaign_id\":\"cmp_01JD2Z8Q6W3V5T7X9Y0ABCDEFG\",\"status\":\"no_answer\"}",
            ObjectSchema.arguments()
                    .required("campaign_id", SharedArguments.campaignId())
                    .optional(
                            "status", SharedArguments.choice("completed: a conversation took place.", LeadStatus.class))
                    .optional("limit", SharedArguments.limit(20))
                    .optional("cursor", SharedArguments.cursor()),
            ObjectSchema.answer()
                    .required(
                            "leads",
                            Schema.list(Schema.object(ObjectSchema.part()
                                    .required("lead_id", Schema.string())
                                    .required("phone_number", Schema.string())
                                    .required("status", SharedArguments.choice(null, LeadStatus.class))
                                    .optional("reached", Schema.bool())
                                    .optional("disposition", Schema.string())
                                    .required("attempts", Schema.integer())
                                    .optional("call_id", Schema.string())
                                    .optional("next_attempt_at", Schema.string()))))
                    .optional("simulated", Simulated.schema())
                    .required("total", Schema.integer())
                    .optional("next_cursor", Schema.string()),
            ToolDefinition.Effects.READS,
            "Find the campaign_id with list_campaigns.");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        Page<Lead> page = context.account()
                .campaigns()
                .leads(
                        arguments.string("campaign_id"),
                        arguments.choice("status", LeadStatus.class).orElse(null),
                        null,
                        PageRequest.after(
                                arguments.optionalString("cursor").orElse(null), arguments.integer("limit", 20)));
        @Nullable
        Boolean simulated = context.account()
                .campaigns()
                .get(arguments.string("campaign_id"))
                .simulated();
        List<String> lines = new ArrayList<>();
        lines.add(Wording.count(page.total(), "lead")
                + Simulated.tag(simulated).map(tag -> " of a campaign, " + tag).orElse("")
                + (page.data().isEmpty() ? "." : ", newest first:"));
        page.data().forEach(lead -> lines.add("- " + line(lead)));
        Paging.addNext(lines, page, "list_leads");
        return ToolAnswer.of(
                String.join("\n", lines),
                new AnswerFields()
                        .putList(
                                "leads",
                                page.data().stream().map(ListLeads::fields).toList())
                        .put("simulated", simulated)
                        .put("total", page.total())
                        .put("next_cursor", page.nextCursor()));
    }

    private static Map<String, Object> fields(Lead lead) {
        return new AnswerFields()
                .put("lead_id", lead.id())
                .put("phone_number", lead.phoneNumber().toString())
                .put("status", Wording.code(lead.status()))
                .put("reached", reached(lead.status()))
                .put("disposition", lead.disposition() == null ? null : Wording.code(lead.disposition()))
                .put("attempts", lead.attempts())
                .put("call_id", lead.callId())
                .put(
                        "next_attempt_at",
                        lead.nextAttemptAt() == null
                                ? null
                                : lead.nextAttemptAt().toString())
                .asMap();
    }

    /** Whether somebody was spoken with; null while that is open. */
    private static @Nullable Boolean reached(LeadStatus status) {
        return switch (status) {
            case PENDING, DIALING -> null;
            case COMPLETED -> true;
            case VOICEMAIL, NO_ANSWER, BUSY, FAILED, DNC_BLOCKED, NO_CONSENT -> false;
        };
    }

    /** {@code +12025550100: reached, qualified; 1 attempt, call_…}. */
    private static String line(Lead lead) {
        String outcome = switch (lead.status()) {
            case PENDING -> lead.attempts() == 0 ? "not called yet" : "not reached so far";
            case DIALING -> "being called";
            case COMPLETED -> "reached" + (lead.disposition() == null ? "" : ", " + Wording.code(lead.disposition()));
            case VOICEMAIL, NO_ANSWER, BUSY, FAILED, DNC_BLOCKED, NO_CONSENT ->
                "not reached, " + Wording.code(lead.status());
        };
        return lead.phoneNumber() + ": " + outcome + "; " + Wording.count(lead.attempts(), "attempt")
                + (lead.callId() == null ? "" : ", " + lead.callId())
                + (lead.nextAttemptAt() == null ? "" : "; the next not before " + lead.nextAttemptAt());
    }
}
