package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.Agent;
import com.osmtalk.client.AgentsApi;
import com.osmtalk.client.ApiException;
import com.osmtalk.mcp.dialling.GuardedDialler;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import com.osmtalk.mcp.kit.Toolset;
import java.util.ArrayList;
import java.util.List;

/** {@code update_agent}: changes the given fields and keeps the others. */
public final class UpdateAgent implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.MANAGE,
            "update_agent",
            "Change an agent",
            "Use this when an agent should speak or behave differently; omitted fields stay."
                    + " To go back later, first publish_agent_version. Not for a new one:"
                    + " use create_agent. Example: {\"agent\":\"Reminder\",\"language\":\"en-IN\"}",
            ObjectSchema.arguments()
                    .required("agent", SharedArguments.agent("Agent's name or id."))
                    .optional("name", Schema.string("A new name.", 1, 100).example("Reminder"))
                    .all(AgentForm.fields())
                    .all(AgentForm.vocabulary()),
            ObjectSchema.answer()
                    .all(AgentView.brief())
                    .all(AgentSpeech.schema())
                    .required("next", Schema.string()),
            new ToolDefinition.Effects(false, true, true, false),
            "Nothing was changed. Check the agent with list_agents.",
            "Look with get_agent");

    private static final int CHANGED_MEANWHILE = 412;
    private static final int ATTEMPTS = 3;

    private final GuardedDialler dialler;

    public UpdateAgent(GuardedDialler dialler) {
        this.dialler = dialler;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        if (!arguments.hasMoreThan("agent")) {
            throw new ToolException(ToolProblem.argument(
                    "agent", "No change was given besides `agent`.", "Give the fields to change."));
        }
        String id =
                AgentFinder.find(context.account(), arguments.string("agent")).id();
        dialler.requireAllowed(arguments.phoneNumber("transfer_to").stream());
        Agent agent = change(context.account().agents(), id, arguments);
        String next = "Test it with chat_with_agent; save this state with publish_agent_version.";
        AgentSpeech speech = AgentSpeech.of(agent, context);
        List<String> lines = new ArrayList<>();
        lines.add("Changed " + AgentView.headline(agent) + ".");
        lines.addAll(speech.lines());
        lines.add(next);
        return ToolAnswer.of(
                String.join("\n", lines),
                AgentView.briefly(agent).put(speech.fields().asMap()).put("next", next));
    }

    /**
     * The API takes tools, voices and the analysis as a whole, so what is not changed of them is sent back as it was
     * read. Where somebody else has changed the agent since, it is read again, and their change is kept too.
     */
    private static Agent change(AgentsApi agents, String id, Arguments arguments) {
        for (int attempt = 1; ; attempt++) {
            Agent now = agents.get(id);
            try {
                return agents.update(now, AgentForm.draft(arguments, now), false);
            } catch (ApiException e) {
                if (e.status() != CHANGED_MEANWHILE || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
