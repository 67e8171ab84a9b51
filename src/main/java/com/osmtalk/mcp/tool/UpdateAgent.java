package com.osmtalk.mcp.tool;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.AgentsApi;

/** {@code update_agent}: changes what is given and leaves the rest. */
final class UpdateAgent implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.MANAGE,
            "update_agent",
            "Change an agent",
            "Use this when an agent is to speak or behave otherwise; what you leave out stays. The next calls use it at"
                    + " once, and only a published version can be had back. First publish_agent_version. Not for a new one:"
                    + " use create_agent. Example: {\"agent\":\"Appointment reminder\",\"language\":\"en-IN\"}",
            ObjectSchema.arguments()
                    .required("agent", Inputs.agent("Agent's name or id."))
                    .optional("name", Schema.text("A new name.", 1, 100).example("Reminder"))
                    .all(AgentForm.fields()),
            ObjectSchema.answer().all(AgentView.brief()).required("next", Schema.text()),
            new ToolDefinition.Effects(false, true, true, false),
            "Nothing was changed. Check the agent with list_agents.",
            "Look with get_agent");

    private final Dialler dialler;

    UpdateAgent(Dialler dialler) {
        this.dialler = dialler;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        if (!arguments.hasMoreThan("agent")) {
            throw new ToolException(Problem.argument(
                    "agent", "There is nothing to change beside `agent`.", "Give what is to be other than it is."));
        }
        AgentsApi agents = context.account().agents();
        Agent now = agents.get(
                AgentFinder.find(context.account(), arguments.text("agent")).id());
        dialler.requireAllowed(arguments.optionalText("transfer_to").map(PhoneNumber::of).stream());
        AgentDraft change = AgentForm.draft(arguments, now);
        Agent agent = agents.update(now.id(), change);
        String next = "Try it with chat_with_agent; publish_agent_version keeps this state.";
        return ToolAnswer.of(
                "Changed " + AgentView.headline(agent) + ". " + next,
                AgentView.briefly(agent).put("next", next));
    }
}
