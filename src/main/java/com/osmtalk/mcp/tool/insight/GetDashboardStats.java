package com.osmtalk.mcp.tool.insight;

import com.osmtalk.api.AgentStats;
import com.osmtalk.api.Dashboard;
import com.osmtalk.mcp.kit.AccountFigures;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Period;
import com.osmtalk.mcp.kit.QuotedText;
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
import com.osmtalk.mcp.view.FigureView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code get_dashboard_stats}: totals over a period, and the balance. */
public final class GetDashboardStats implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.INSIGHT,
            "get_dashboard_stats",
            "Get dashboard stats",
            "Use this when you want totals: calls, chats, success rate (by analysis), spend, busiest agents, balance."
                    + " Not for"
                    + " single calls: use list_calls. Example: {\"period\":\"this_month\"}",
            ObjectSchema.arguments()
                    .optional(
                            "period",
                            SharedArguments.time("Days of the organisation: " + String.join(", ", Period.NAMES)
                                            + " or a date; or give since/until.")
                                    .byDefault("last_7_days"))
                    .optional("since", SharedArguments.time("Start, instead of period: a date, time, yesterday …"))
                    .optional("until", SharedArguments.time("End, a day included; default: now.")),
            ObjectSchema.answer()
                    .required(
                            "period",
                            Schema.object(ObjectSchema.part()
                                    .required("from", Schema.string())
                                    .required("to", Schema.string())
                                    .required("time_zone", Schema.string())))
                    .required(
                            "calls",
                            Schema.object(ObjectSchema.part()
                                    .required("total", Schema.integer())
                                    .optional("simulated", Schema.integer())
                                    .required("completed", Schema.integer())
                                    .required("failed", Schema.integer())
                                    .required("in_progress", Schema.integer())
                                    .optional("not_answered_yet", Schema.integer())
                                    .optional("judged", Schema.integer())
                                    .optional("successful", Schema.integer())
                                    .optional("by_failure_reason", Schema.anyObject(null))))
                    .optional("chats", Schema.anyObject(null))
                    .optional("success_rate", Schema.number())
                    .optional("completion_rate", Schema.number())
                    .optional("average_duration_seconds", Schema.number())
                    .optional("total_duration_seconds", Schema.number())
                    .optional("spend_inr", FigureView.spendSchema())
                    .optional(
                            "calls_per_day",
                            Schema.list(Schema.object(ObjectSchema.part()
                                    .required("date", Schema.string())
                                    .required("count", Schema.integer()))))
                    .optional("days_left_out", Schema.integer())
                    .optional(
                            "top_agents",
                            Schema.list(Schema.object(ObjectSchema.part()
                                    .required("agent_id", Schema.string())
                                    .required("name", Schema.string())
                                    .required("calls", Schema.integer())
                                    .optional("chats", Schema.integer())
                                    .optional("success_rate", Schema.number())
                                    .optional("completion_rate", Schema.number()))))
                    .optional("latency_ms", Schema.anyObject(null))
                    .required("balance_inr", Schema.number()),
            ToolDefinition.Effects.READS,
            "Call get_dashboard_stats with a period.");

    private static final int DAYS_SHOWN = 62;

    private final Clock clock;

    public GetDashboardStats(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        Instant now = clock.instant();
        Optional<String> name = arguments.optionalString("period");
        Period given = Period.given(arguments, now, AccountFigures.zone(context.api(), now));
        if (name.isPresent() && (given.from() != null || given.to() != null)) {
            throw new ToolException(ToolProblem.argument(
                    "period",
                    "`period` cannot be combined with `since` or `until`.",
                    "Nothing was done. Give one or the other."));
        }
        if (given.from() == null && given.to() != null) {
            throw new ToolException(
                    ToolProblem.argument("since", "`since` is missing: `until` needs it.", "Add `since`."));
        }
        if (given.from() != null) {
            return answer(context.api().dashboard(given.from(), Objects.requireNonNullElse(given.to(), now)));
        }
        String period = name.orElse("last_7_days");
        if (Period.NAMES.contains(period)) {
            return answer(AccountFigures.of(context.api(), period, now));
        }
        Period written = Period.written("period", arguments, now, AccountFigures.zone(context.api(), now));
        return answer(context.api().dashboard(written.from(), written.to()));
    }

    private static ToolAnswer answer(Dashboard stats) {
        Dashboard.Calls calls = stats.calls();
        List<AgentStats.DayCount> days =
                stats.callsPerDay().stream().filter(day -> day.count() > 0).toList();
        int leftOut = Math.max(0, days.size() - DAYS_SHOWN);
        Map<String, Object> reasons = new LinkedHashMap<>();
        calls.byFailureReason().forEach((reason, count) -> reasons.put(Wording.code(reason), count));
        AnswerFields fields = new AnswerFields()
                .put(
                        "period",
                        new AnswerFields()
                                .put("from", stats.period().from().toString())
                                .put("to", stats.period().to().toString())
                                .put("time_zone", stats.period().timeZone())
                                .asMap())
                .put(
                        "calls",
                        new AnswerFields()
                                .put("total", calls.total())
                                .put("simulated", calls.simulated())
                                .put("completed", calls.completed())
                                .put("failed", calls.failed())
                                .put("in_progress", calls.inProgress())
                                .put("not_answered_yet", waiting(calls) == 0 ? null : waiting(calls))
                                .put("judged", calls.judged())
                                .put("successful", calls.successful())
                                .put("by_failure_reason", reasons)
                                .asMap())
                .put("chats", chats(stats.chats()))
                .put("success_rate", anyFinished(calls) ? stats.successRate() : null)
                .put("completion_rate", stats.completionRate())
                .put("average_duration_seconds", stats.averageDurationSeconds())
                .put("total_duration_seconds", stats.totalDurationSeconds())
                .put("spend_inr", FigureView.spend(stats.spend()))
                .put(
                        "calls_per_day",
                        days.stream()
                                .skip(leftOut)
                                .map(day -> new AnswerFields()
                                        .put("date", day.date().toString())
                                        .put("count", day.count())
                                        .asMap())
                                .toList())
                .put("days_left_out", leftOut == 0 ? null : leftOut)
                .put(
                        "top_agents",
                        stats.topAgents().stream()
                                .limit(10)
                                .map(agent -> new AnswerFields()
                                        .put("agent_id", agent.agentId())
                                        .put("name", agent.name())
                                        .put("calls", agent.calls())
                                        .put("chats", agent.chats())
                                        .put("success_rate", agent.successRate())
                                        .put("completion_rate", agent.completionRate())
                                        .asMap())
                                .toList())
                .put("latency_ms", FigureView.latency(stats.latency()))
                .put("balance_inr", stats.balance().rupees());
        return ToolAnswer.of(String.join("\n", lines(stats, reasons, leftOut)), fields);
    }

    private static @Nullable Map<String, Object> chats(Dashboard.@Nullable ChatCounts chats) {
        return chats == null
                ? null
                : new AnswerFields()
                        .put("total", chats.total())
                        .put("completed", chats.completed())
                        .put("failed", chats.failed())
                        .put("in_progress", chats.inProgress())
                        .asMap();
    }

    private static List<String> lines(Dashboard stats, Map<String, Object> reasons, int leftOut) {
        Dashboard.Calls calls = stats.calls();
        List<String> lines = new ArrayList<>();
        lines.add(stats.period().from() + " to " + stats.period().to() + " ("
                + stats.period().timeZone() + "): " + Wording.count(calls.total(), "call")
                + Simulated.among(calls.total(), calls.simulated()) + "; " + calls.completed()
                + " completed, " + calls.failed() + " failed, " + calls.inProgress() + " in progress"
                + (waiting(calls) == 0 ? "" : ", " + waiting(calls) + " queued or ringing")
                + (anyFinished(calls)
                        ? "; "
                                + FigureView.rates(
                                        stats.successRate(), calls.judged(), calls.successful(), stats.completionRate())
                                + "."
                        : "; no call has finished yet."));
        if (stats.chats() != null && stats.chats().total() > 0) {
            Dashboard.ChatCounts chats = stats.chats();
            lines.add("Chats, counted apart: " + chats.total() + ", " + chats.completed() + " completed, "
                    + chats.failed() + " failed, " + chats.inProgress() + " in progress.");
        }
        if (!reasons.isEmpty()) {
            lines.add("Failures: "
                    + reasons.entrySet().stream()
                            .map(reason -> reason.getKey() + " " + reason.getValue())
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        lines.add("Duration: " + Wording.duration(stats.averageDurationSeconds()) + " on average, "
                + Wording.duration(stats.totalDurationSeconds()) + " in all. Spent: "
                + stats.spend().total() + ".");
        stats.topAgents().stream()
                .limit(10)
                .forEach(agent -> lines.add("- " + QuotedText.words(agent.name(), 120) + " (" + agent.agentId() + "): "
                        + Wording.count(agent.calls(), "call")
                        + (agent.chats() == null || agent.chats() == 0
                                ? ""
                                : ", " + Wording.count(agent.chats(), "chat"))
                        + (agent.successRate() == null ? "" : ", success rate " + Wording.percent(agent.successRate()))
                        + (agent.completionRate() == null
                                ? ""
                                : ", completion rate " + Wording.percent(agent.completionRate()))));
        if (leftOut > 0) {
            lines.add("calls_per_day shows the last " + DAYS_SHOWN + " days with calls; " + leftOut
                    + " earlier days are not shown: ask for a shorter period to see them.");
        }
        lines.add("Balance: " + stats.balance() + ".");
        return lines;
    }

    private static long waiting(Dashboard.Calls calls) {
        return calls.total() - calls.completed() - calls.failed() - calls.inProgress();
    }

    private static boolean anyFinished(Dashboard.Calls calls) {
        return calls.completed() + calls.failed() > 0;
    }
}
