package com.osmtalk.mcp.tool.insight;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.mcp.kit.AccountFigures;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Paging;
import com.osmtalk.mcp.kit.Period;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.kit.UntrustedText;
import com.osmtalk.mcp.kit.Wording;
import com.osmtalk.mcp.view.CallView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code list_calls}: the history of calls, newest first, with filters. */
public final class ListCalls implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.INSIGHT,
            "list_calls",
            "List calls",
            "Use this when you look for calls, newest first: how they went, who was called."
                    + " Not for transcripts: use get_call. Not for totals: use get_dashboard_stats. Example:"
                    + " {\"since\":\"yesterday\",\"until\":\"yesterday\"}",
            ObjectSchema.arguments()
                    .optional("status", SharedArguments.choice("Its status.", CallStatus.class))
                    .optional("agent", SharedArguments.agent("Agent's name or id."))
                    .optional("direction", SharedArguments.choice("outbound: the agent called.", CallDirection.class))
                    .optional("number", SharedArguments.phoneNumber("Called; inbound: the caller's."))
                    .optional("campaign_id", Schema.string("Its calls.", 1, 100).example("cmp_01JD2Z8Q"))
                    .optional("since", SharedArguments.time("From: a date, time, last_7_days …"))
                    .optional("until", SharedArguments.time("End, a day included."))
                    .optional("text", Schema.string("Words said.", 1, 200).example("Tuesday"))
                    .optional("limit", SharedArguments.limit(20))
                    .optional("cursor", SharedArguments.cursor()),
            ObjectSchema.answer()
                    .required("calls", Schema.list(Schema.object(CallView.listed())))
                    .required("total", Schema.integer())
                    .optional("untrusted", Schema.string())
                    .optional("next_cursor", Schema.string()),
            ToolDefinition.Effects.READS_UNTRUSTED_TEXT,
            "Check the agent with list_agents.");

    private final Clock clock;

    public ListCalls(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        Optional<CallDirection> direction = arguments.choice("direction", CallDirection.class);
        boolean inbound = direction.filter(d -> d == CallDirection.INBOUND).isPresent();
        @Nullable PhoneNumber number = arguments.phoneNumber("number").orElse(null);
        Instant now = clock.instant();
        Period period = Period.given(arguments, now, AccountFigures.zone(context.api(), now));
        @Nullable
        String agentId = arguments
                .optionalString("agent")
                .map(agent -> AgentFinder.find(context.api(), agent).id())
                .orElse(null);
        CallQuery query = new CallQuery(
                arguments.choice("status", CallStatus.class).orElse(null),
                agentId,
                arguments.optionalString("campaign_id").orElse(null),
                null,
                direction.orElse(null),
                inbound ? number : null,
                inbound ? null : number,
                null,
                period.from(),
                period.to(),
                arguments.optionalString("text").orElse(null));
        Page<Call> page = context.api()
                .listCalls(
                        query,
                        PageRequest.after(
                                arguments.optionalString("cursor").orElse(null), arguments.integer("limit", 20)));
        List<String> lines = new ArrayList<>();
        lines.add(counted(page) + (page.data().isEmpty() ? "." : ", newest first:"));
        page.data().forEach(call -> lines.add("- " + CallView.listedLine(call)));
        Paging.addNext(lines, page, "list_calls");
        return ToolAnswer.of(
                String.join("\n", lines),
                new AnswerFields()
                        .putList(
                                "calls",
                                page.data().stream()
                                        .map(call -> CallView.listed(call).asMap())
                                        .toList())
                        .put("total", page.total())
                        .put("untrusted", anySummary(page) ? "summary: " + UntrustedText.LABEL : null)
                        .put("next_cursor", page.nextCursor()));
    }

    /** The total is of all pages, of which this one may show nothing but calls, or chats. */
    private static String counted(Page<Call> page) {
        long chats = page.data().stream().filter(CallView::isChat).count();
        boolean isAll = page.data().size() == page.total();
        if (isAll && chats == 0) {
            return Wording.count(page.total(), "call");
        }
        return isAll && chats == page.total() ? Wording.count(page.total(), "chat") : page.total() + " calls and chats";
    }

    private static boolean anySummary(Page<Call> page) {
        return page.data().stream()
                .anyMatch(call -> call.analysis() != null && call.analysis().summary() != null);
    }
}
