package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.AgentStats;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Simulated;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.kit.Wording;
import com.osmtalk.mcp.view.FigureView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code get_agent_stats}: results of one agent over all its calls. */
public final class GetAgentStats implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.MANAGE,
            "get_agent_stats",
            "Get agent statistics",
            "Use this when you want to know how one agent performed over all its calls. Not for all agents or one"
                    + " period: use get_dashboard_stats. Example: {\"agent\":\"Appointment reminder\"}",
            ObjectSchema.arguments().required("agent", SharedArguments.agent("Agent's name or id.")),
            ObjectSchema.answer()
                    .required("agent_id", Schema.string())
                    .required("total_calls", Schema.integer())
                    .optional("simulated_calls", Schema.integer())
                    .optional("by_status", Schema.anyObject(null))
                    .optional("success_rate", Schema.number())
                    .optional("judged_calls", Schema.integer())
                    .optional("successful_calls", Schema.integer())
                    .optional("completion_rate", Schema.number())
                    .optional("chats", Schema.integer())
                    .optional(
                            "duration_seconds",
                            Schema.object(ObjectSchema.part()
                                    .required("average", Schema.number())
                                    .required("p50", Schema.number())
                                    .required("p95", Schema.number())))
                    .optional("spend_inr", FigureView.spendSchema())
                    .optional("latency_ms", Schema.anyObject(null))
                    .optional(
                            "calls_per_day",
                            Schema.list(Schema.object(ObjectSchema.part()
                                    .required("date", Schema.string())
                                    .required("count", Schema.integer())))),
            ToolDefinition.Effects.READS,
            "Check the agent with list_agents.");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        AgentFinder.Found agent = AgentFinder.find(context.account(), arguments.string("agent"));
        AgentStats stats = context.account().agents().stats(agent.id());
        Map<String, Object> statuses = new LinkedHashMap<>();
        stats.byStatus().forEach((status, count) -> statuses.put(Wording.code(status), count));
        boolean anyCall = stats.totalCalls() > 0;
        List<AgentStats.DayCount> days =
                stats.callsPerDay().stream().filter(day -> day.count() > 0).toList();
        String text = agent.quoted() + ": " + Wording.count(stats.totalCalls(), "call")
                + Simulated.among(stats.totalCalls(), stats.simulatedCalls())
                + (anyCall
                        ? " (" + shown(statuses) + "); "
                                + FigureView.rates(
                                        stats.successRate(),
                                        stats.judgedCalls(),
                                        stats.successfulCalls(),
                                        stats.completionRate())
                                + "; " + Wording.duration(stats.averageDurationSeconds()) + " on average; "
                                + stats.spend().total() + " spent."
                        : ".")
                + (stats.chats() == null || stats.chats() == 0
                        ? ""
                        : " Apart from calls: " + Wording.count(stats.chats(), "chat") + ".");
        return ToolAnswer.of(
                text,
                new AnswerFields()
                        .put("agent_id", stats.agentId())
                        .put("total_calls", stats.totalCalls())
                        .put("simulated_calls", stats.simulatedCalls())
                        .put("by_status", statuses)
                        .put("success_rate", stats.successRate())
                        .put("judged_calls", stats.judgedCalls())
                        .put("successful_calls", stats.successfulCalls())
                        .put("completion_rate", stats.completionRate())
                        .put("chats", stats.chats())
                        .put("duration_seconds", anyCall ? durations(stats) : null)
                        .put("spend_inr", FigureView.spend(stats.spend()))
                        .put("latency_ms", FigureView.latency(stats.averageLatency()))
                        .put(
                                "calls_per_day",
                                days.stream()
                                        .map(day -> new AnswerFields()
                                                .put("date", day.date().toString())
                                                .put("count", day.count())
                                                .asMap())
                                        .toList()));
    }

    private static Map<String, Object> durations(AgentStats stats) {
        return new AnswerFields()
                .put("average", stats.averageDurationSeconds())
                .put("p50", stats.p50DurationSeconds())
                .put("p95", stats.p95DurationSeconds())
                .asMap();
    }

    private static String shown(Map<String, Object> counts) {
        return counts.entrySet().stream()
                .filter(count -> !count.getValue().equals(0L))
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }
}
