package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.Agent;
import com.osmtalk.client.AgentsApi;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.AnswerFields;
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

/**
 * {@code delete_agent}: deletes an agent for good. It asks nobody: it makes nothing ring and costs nothing, its calls
 * stay, and the API refuses it while the agent is in use.
 */
public final class DeleteAgent implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.MANAGE,
            "delete_agent",
            "Delete an agent",
            "Use this when the person wants an agent gone for good; its calls stay. Refused while it has live calls or"
                    + " a running campaign. Not for changing one: use update_agent. Example: {\"agent\":\"Old"
                    + " reminder\"}",
            ObjectSchema.arguments().required("agent", SharedArguments.agent("Agent's name or id.")),
            ObjectSchema.answer()
                    .required("id", Schema.string())
                    .required("name", Schema.string())
                    .required("deleted", Schema.bool()),
            new ToolDefinition.Effects(false, true, true, false),
            "Nothing was deleted. Check the agent with list_agents.",
            "Look with list_agents");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        AgentsApi agents = context.account().agents();
        Agent agent = agents.get(
                AgentFinder.find(context.account(), arguments.string("agent")).id());
        agents.delete(agent.id());
        return ToolAnswer.of(
                "Deleted " + Wording.oneLine(agent.name(), 120) + " (" + agent.id() + "). Its calls stay.",
                new AnswerFields()
                        .put("id", agent.id())
                        .putText("name", agent.name())
                        .put("deleted", true));
    }
}
