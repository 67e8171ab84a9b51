package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.UsageReport;
import com.osmtalk.api.UsageReport.Figures;
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
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.kit.Wording;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code list_usage}: minutes and money used, by day, agent and channel. */
public final class ListUsage implements Tool {
    private static final int DAYS_SHOWN = 31;
    private static final int AGENTS_SHOWN = 20;

    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.MANAGE,
            "list_usage",
            "List usage",
            "Use this when you want to know what money was spent on: by day, agent and channel, with minutes and"
                    + " tokens."
                    + " Not for what is left: use get_balance. Example: {\"since\":\"2026-03-01T00:00:00Z\"}",
            ObjectSchema.arguments()
                    .optional("since", SharedArguments.time("Start: a date, time, yesterday …; default: 30 days ago."))
                    .optional("until", SharedArguments.time("End, a day included; default: now.")),
            ObjectSchema.answer()
                    .required("from", Schema.string())
                    .required("to", Schema.string())
                    .required("total_inr", Schema.number())
                    .required("numbers_inr", Schema.number())
                    .required("calls", Schema.object(figures()))
                    .optional("per_day", Schema.list(Schema.object(figures().required("date", Schema.string()))))
                    .optional("days_left_out", Schema.integer())
                    .optional(
                            "per_agent",
                            Schema.list(Schema.object(figures()
                                    .required("agent_id", Schema.string())
                                    .required("name", Schema.string()))))
                    .optional(
                            "per_channel", Schema.list(Schema.object(figures().required("channel", Schema.string())))),
            ToolDefinition.Effects.READS,
            "Tell the person to check the configured organisation.");

    private static ObjectSchema figures() {
        return ObjectSchema.part()
                .required("calls", Schema.integer())
                .optional("chats", Schema.integer())
                .optional("simulated", Schema.integer())
                .required("minutes", Schema.number())
                .required("spent_inr", Schema.number());
    }

    private final Clock clock;

    public ListUsage(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        Instant now = clock.instant();
        Period period = Period.given(arguments, now, AccountFigures.zone(context.api(), now));
        UsageReport report = context.account().billing().usage(period.from(), period.to());
        List<UsageReport.Day> used = report.perDay().stream()
                .filter(day -> day.figures().calls() > 0 || chats(day.figures()) > 0)
                .toList();
        int leftOut = Math.max(0, used.size() - DAYS_SHOWN);
        List<UsageReport.Day> days = used.subList(leftOut, used.size());
        List<UsageReport.OfAgent> agents =
                report.perAgent().stream().limit(AGENTS_SHOWN).toList();
        List<String> lines = new ArrayList<>();
        lines.add(report.period().from() + " to " + report.period().to() + ": " + report.total() + " spent, "
                + report.numbers() + " on phone numbers; " + shown(report.calls()) + ".");
        days.forEach(day -> lines.add("- " + day.date() + ": " + shown(day.figures())));
        agents.forEach(agent -> lines.add(
                "- " + QuotedText.words(agent.name(), 120) + " (" + agent.agentId() + "): " + shown(agent.figures())));
        report.perChannel()
                .forEach(
                        channel -> lines.add("- " + Wording.code(channel.channel()) + ": " + shown(channel.figures())));
        if (leftOut > 0) {
            lines.add(leftOut + " earlier days are not shown: ask for a shorter period to see them.");
        }
        return ToolAnswer.of(
                String.join("\n", lines),
                new AnswerFields()
                        .put("from", report.period().from().toString())
                        .put("to", report.period().to().toString())
                        .put("total_inr", report.total().rupees())
                        .put("numbers_inr", report.numbers().rupees())
                        .put("calls", fields(report.calls()).asMap())
                        .put(
                                "per_day",
                                days.stream()
                                        .map(day -> fields(day.figures())
                                                .put("date", day.date().toString())
                                                .asMap())
                                        .toList())
                        .put("days_left_out", leftOut == 0 ? null : leftOut)
                        .put(
                                "per_agent",
                                agents.stream()
                                        .map(agent -> fields(agent.figures())
                                                .put("agent_id", agent.agentId())
                                                .putText("name", agent.name())
                                                .asMap())
                                        .toList())
                        .put(
                                "per_channel",
                                report.perChannel().stream()
                                        .map(channel -> fields(channel.figures())
                                                .put("channel", Wording.code(channel.channel()))
                                                .asMap())
                                        .toList()));
    }

    private static AnswerFields fields(Figures figures) {
        return new AnswerFields()
                .put("calls", figures.calls())
                .put("chats", figures.chats())
                .put("simulated", figures.simulated())
                .put("minutes", minutes(figures))
                .put("spent_inr", figures.spend().total().rupees());
    }

    private static String shown(Figures figures) {
        // an older server counts the chats among the calls
        return Wording.count(figures.calls(), figures.chats() == null ? "conversation" : "call")
                + Simulated.among(figures.calls(), figures.simulated())
                + (chats(figures) == 0 ? "" : ", " + Wording.count(chats(figures), "chat"))
                + ", "
                + minutes(figures) + " min, "
                + figures.spend().total();
    }

    private static long chats(Figures figures) {
        return figures.chats() == null ? 0 : figures.chats();
    }

    private static double minutes(Figures figures) {
        return Math.round(figures.durationSeconds() / 6) / 10.0;
    }
}
