package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.Agent;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;

/** {@code get_agent}: one agent with its prompt and settings. */
public final class GetAgent implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.MANAGE,
            "get_agent",
            "Get an agent",
            "Use this when you want an agent's prompt, greeting and settings, for example before changing them. Not for"
                    + " finding one to call with: use list_agents. Example: {\"agent\":\"Appointment reminder\"}",
            ObjectSchema.arguments().required("agent", SharedArguments.agent("Agent's name or id.")),
            ObjectSchema.answer().all(AgentView.schema()).all(AgentSpeech.schema()),
            ToolDefinition.Effects.READS,
            "Check the agent with list_agents.");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        AgentFinder.Found found = AgentFinder.find(context.account(), arguments.string("agent"));
        Agent agent = context.account().agents().get(found.id());
        AgentSpeech speech = AgentSpeech.of(agent, context);
        return ToolAnswer.of(
                AgentView.text(agent, speech.lines()),
                AgentView.fields(agent).put(speech.fields().asMap()));
    }
}
