package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.AgentSummary;
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

/** {@code list_agents}: the agents that can make calls. */
public final class ListAgents implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CALLS,
            "list_agents",
            "List agents",
            "Use this when you need an agent's name or id to call or chat with, or the variables it needs. Not for"
                    + " calls: use list_calls. Example: {}",
            ObjectSchema.arguments()
                    .optional("limit", SharedArguments.limit(50))
                    .optional("cursor", SharedArguments.cursor()),
            ObjectSchema.answer()
                    .required(
                            "agents",
                            Schema.list(Schema.object(ObjectSchema.part()
                                    .required("id", Schema.string())
                                    .required("name", Schema.string())
                                    .optional("language", Schema.string())
                                    .optional("voice", Schema.string())
                                    .optional("variables", Schema.list(Schema.string()))
                                    .optional("version", Schema.integer())
                                    .optional("created_at", Schema.string()))))
                    .required("total", Schema.integer())
                    .optional("next_cursor", Schema.string()),
            ToolDefinition.Effects.READS,
            "Call list_agents without a cursor to start from the first page.");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        Page<AgentSummary> page = context.api()
                .listAgents(PageRequest.after(
                        arguments.optionalString("cursor").orElse(null), arguments.integer("limit", 50)));
        List<String> lines = new ArrayList<>();
        lines.add(Wording.count(page.total(), "agent") + (page.data().isEmpty() ? "." : ":"));
        for (AgentSummary agent : page.data()) {
            lines.add("- " + Wording.oneLine(agent.name(), 120) + " (" + agent.id() + ")"
                    + (agent.language() == null ? "" : ", " + agent.language())
                    + (agent.currentVersion() == null ? "" : ", version " + agent.currentVersion())
                    + (agent.variables() == null || agent.variables().isEmpty()
                            ? ""
                            : ", variables: " + String.join(", ", agent.variables())));
        }
        Paging.addNext(lines, page, "list_agents");
        return ToolAnswer.of(
                String.join("\n", lines),
                new AnswerFields()
                        .putList(
                                "agents",
                                page.data().stream()
                                        .map(agent -> new AnswerFields()
                                                .put("id", agent.id())
                                                .putText("name", agent.name())
                                                .put("language", agent.language())
                                                .put(
                                                        "voice",
                                                        agent.tts() == null
                                                                ? null
                                                                : agent.tts().voice())
                                                .put("variables", agent.variables())
                                                .put("version", agent.currentVersion())
                                                .put(
                                                        "created_at",
                                                        agent.createdAt() == null
                                                                ? null
                                                                : agent.createdAt()
                                                                        .toString())
                                                .asMap())
                                        .toList())
                        .put("total", page.total())
                        .put("next_cursor", page.nextCursor()));
    }
}
