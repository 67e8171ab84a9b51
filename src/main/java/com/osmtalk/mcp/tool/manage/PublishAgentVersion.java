package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.AgentVersion;
import com.osmtalk.api.AgentVersionDraft;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.AnswerFields;
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

/** {@code publish_agent_version}: saves an agent as it is now, under a number that never changes. */
public final class PublishAgentVersion implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.MANAGE,
            "publish_agent_version",
            "Publish a version",
            "Use this when an agent works well, or before changing it: its state is saved as a numbered version that"
                    + " calls can use. Not for changing it: use update_agent. Example:"
                    + " {\"agent\":\"Appointment reminder\",\"label\":\"Spring\"}",
            ObjectSchema.arguments()
                    .required("agent", SharedArguments.agent("Agent's name or id."))
                    .optional(
                            "label",
                            Schema.string("A short name for people.", 1, 100).example("Spring"))
                    .optional(
                            "notes",
                            Schema.string("What changed, and why.", 1, 2000).example("Asks for the day first."))
                    .optional("idempotency_key", SharedArguments.idempotencyKey()),
            ObjectSchema.answer()
                    .required("agent_id", Schema.string())
                    .required("version", Schema.integer())
                    .optional("label", Schema.string())
                    .required("created_at", Schema.string()),
            new ToolDefinition.Effects(false, false, false, false),
            "Nothing was published. Check the agent with list_agents.",
            "Look with get_agent");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        AgentFinder.Found agent = AgentFinder.find(context.account(), arguments.string("agent"));
        AgentVersionDraft draft = new AgentVersionDraft(
                arguments.optionalString("label").orElse(null),
                arguments.optionalString("notes").orElse(null));
        AgentVersion version = IdempotentRequests.send(
                DEFINITION, arguments, key -> context.account().agents().publish(agent.id(), draft, key));
        return ToolAnswer.of(
                "Published " + agent.shown() + " as version " + version.version() + ".",
                new AnswerFields()
                        .put("agent_id", agent.id())
                        .put("version", version.version())
                        .put("label", version.label())
                        .put("created_at", version.createdAt().toString()));
    }
}
