package com.osmtalk.mcp.tool;

import com.osmtalk.api.AgentStats;
import com.osmtalk.api.Dashboard;
import com.osmtalk.api.Spend;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code get_dashboard_stats}: figures over a period, and the balance. */
final class GetDashboardStats implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            "get_dashboard_stats",
            "Get dashboard stats",
            "Use this when you want totals: calls, success rate, spend, busiest agents, and the balance left. Not for"
                    + " single calls: use list_calls. Example: {\"period\":\"this_month\"}",
            ObjectSchema.arguments()
                    .optional(
                            "period",
                            Schema.choice("Days of the organisation's time zone; or give since/until.", Period.NAMES)
                                    .byDefault("last_7_days"))
                    .optional("since", Inputs.moment("From; instead of period."))
                    .optional("until", Inputs.moment("Before; left out: now.")),
            ObjectSchema.answer()
                    .required(
                            "period",
                            Schema.fields(ObjectSchema.part()
                                    .required("from", Schema.text())
                                    .required("to", Schema.text())
                                    .required("time_zone", Schema.text())))
                    .required(
                            "calls",
                            Schema.fields(ObjectSchema.part()
                                    .required("total", Schema.whole())
                                    .required("completed", Schema.whole())
                                    .required("failed", Schema.whole())
                                    .required("in_progress", Schema.whole())
                                    .optional("not_answered_yet", Schema.whole())
                                    .optional("by_failure_reason", Schema.anyFields(null))))
                    .optional("success_rate", Schema.number())
                    .optional("average_duration_seconds", Schema.number())
                    .optional("total_duration_seconds", Schema.number())
                    .optional(
                            "spend_inr",
                            Schema.fields(ObjectSchema.part()
                                    .required("total", Schema.number())
                                    .optional("llm", Schema.number())
                                    .optional("stt", Schema.number())
                                    .optional("tts", Schema.number())
                                    .optional("sip", Schema.number())))
                    .optional(
                            "calls_per_day",
                            Schema.list(Schema.fields(ObjectSchema.part()
                                    .required("date", Schema.text())
                                    .required("count", Schema.whole()))))
                    .optional("days_left_out", Schema.whole())
                    .optional(
                            "top_agents",
                            Schema.list(Schema.fields(ObjectSchema.part()
                                    .required("agent_id", Schema.text())
                                    .required("name", Schema.text())
                                    .required("calls", Schema.whole())
                                    .required("success_rate", Schema.number()))))
                    .optional("latency_ms", Schema.anyFields(null))
                    .required("balance_inr", Schema.number()),
            ToolDefinition.Effects.READS,
            "Call get_dashboard_stats with a period.");

    /**
     * The default of osmTalk's organisations; another one's figures are asked for again with its own days. A name, because the
     * first zone of a process makes Java look into every jar for more, and tools are listed at every start.
     */
    private static final String USUAL_ZONE = "Asia/Kolkata";

    private static final int DAYS_SHOWN = 62;

    private final Clock clock;

    GetDashboardStats(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        Optional<Instant> since = arguments.instant("since");
        Optional<Instant> until = arguments.instant("until");
        Optional<String> name = arguments.optionalText("period");
        Period.check(since, until);
        if (name.isPresent() && (since.isPresent() || until.isPresent())) {
            throw new ToolException(Problem.argument(
                    "period",
                    "`period` cannot be combined with `since` or `until`.",
                    "Nothing was done. Give one or the other."));
        }
        if (since.isEmpty() && until.isPresent()) {
            throw new ToolException(
                    Problem.argument("since", "`since` is missing: `until` alone is no period.", "Add `since`."));
        }
        return since.isPresent()
                ? answer(context.api().dashboard(since.get(), until.orElseGet(clock::instant)))
                : answer(named(context, name.orElse("last_7_days")));
    }

    private Dashboard named(ToolContext context, String name) {
        Instant now = clock.instant();
        Period usual = Period.named(name, now, ZoneId.of(USUAL_ZONE));
        Dashboard dashboard = context.api().dashboard(usual.from(), usual.to());
        ZoneId zone = zone(dashboard);
        Period own = Period.named(name, now, zone);
        return own.equals(usual) ? dashboard : context.api().dashboard(own.from(), own.to());
    }

    private static ZoneId zone(Dashboard dashboard) {
        try {
            return ZoneId.of(dashboard.period().timeZone());
        } catch (DateTimeException unknownToThisRuntime) {
            return ZoneId.of(USUAL_ZONE);
        }
    }

    private static ToolAnswer answer(Dashboard stats) {
        Dashboard.Calls calls = stats.calls();
        List<AgentStats.DayCount> days =
                stats.callsPerDay().stream().filter(day -> day.count() > 0).toList();
        int leftOut = Math.max(0, days.size() - DAYS_SHOWN);
        Map<String, Object> reasons = new LinkedHashMap<>();
        calls.byFailureReason().forEach((reason, count) -> reasons.put(Wording.code(reason), count));
        Fields fields = new Fields()
                .put(
                        "period",
                        new Fields()
                                .put("from", stats.period().from().toString())
                                .put("to", stats.period().to().toString())
                                .put("time_zone", stats.period().timeZone())
                                .asMap())
                .put(
                        "calls",
                        new Fields()
                                .put("total", calls.total())
                                .put("completed", calls.completed())
                                .put("failed", calls.failed())
                                .put("in_progress", calls.inProgress())
                                .put("not_answered_yet", waiting(calls) == 0 ? null : waiting(calls))
                                .put("by_failure_reason", reasons)
                                .asMap())
                .put("success_rate", anyFinished(calls) ? stats.successRate() : null)
                .put("average_duration_seconds", stats.averageDurationSeconds())
                .put("total_duration_seconds", stats.totalDurationSeconds())
                .put("spend_inr", spend(stats.spend()))
                .put(
                        "calls_per_day",
                        days.stream()
                                .skip(leftOut)
                                .map(day -> new Fields()
                                        .put("date", day.date().toString())
                                        .put("count", day.count())
                                        .asMap())
                                .toList())
                .put("days_left_out", leftOut == 0 ? null : leftOut)
                .put(
                        "top_agents",
                        stats.topAgents().stream()
                                .limit(10)
                                .map(agent -> new Fields()
                                        .put("agent_id", agent.agentId())
                                        .put("name", agent.name())
                                        .put("calls", agent.calls())
                                        .put("success_rate", agent.successRate())
                                        .asMap())
                                .toList())
                .put("latency_ms", latency(stats.latency()))
                .put("balance_inr", stats.balance().rupees());
        return ToolAnswer.of(String.join("\n", lines(stats, reasons, leftOut)), fields);
    }

    private static List<String> lines(Dashboard stats, Map<String, Object> reasons, int leftOut) {
        Dashboard.Calls calls = stats.calls();
        List<String> lines = new ArrayList<>();
        lines.add(stats.period().from() + " to " + stats.period().to() + " ("
                + stats.period().timeZone() + "): " + Wording.count(calls.total(), "call") + ", " + calls.completed()
                + " completed, " + calls.failed() + " failed, " + calls.inProgress() + " in progress"
                + (waiting(calls) == 0 ? "" : ", " + waiting(calls) + " queued or ringing")
                + (anyFinished(calls)
                        ? "; success rate " + Wording.percent(stats.successRate()) + "."
                        : "; no call has finished yet."));
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
                .forEach(agent -> lines.add("- " + Wording.oneLine(agent.name(), 120) + " (" + agent.agentId() + "): "
                        + Wording.count(agent.calls(), "call")
                        + (anyFinished(calls) ? ", success rate " + Wording.percent(agent.successRate()) : "")));
        if (leftOut > 0) {
            lines.add("calls_per_day shows the last " + DAYS_SHOWN + " days with calls; " + leftOut
                    + " earlier days are left out: ask for a shorter period to see them.");
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

    private static Map<String, Object> spend(Spend spend) {
        return new Fields()
                .put("total", spend.total().rupees())
                .put("llm", spend.llm().rupees())
                .put("stt", spend.stt().rupees())
                .put("tts", spend.tts().rupees())
                .put("sip", spend.sip().rupees())
                .asMap();
    }

    private static Map<String, Object> latency(AgentStats.AverageLatency latency) {
        return new Fields()
                .put("end_to_end", measured(latency.endToEnd()))
                .put("stt", measured(latency.stt()))
                .put("llm", measured(latency.llm()))
                .put("tts", measured(latency.tts()))
                .asMap();
    }

    /** The API writes 0 for what was never measured. */
    private static @Nullable Double measured(double millis) {
        return millis == 0 ? null : millis;
    }
}
