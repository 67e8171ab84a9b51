package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.client.AgentsApi;
import com.osmtalk.client.ApiException;
import com.osmtalk.mcp.dialling.GuardedDialler;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.IdempotentRequests;
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

/** {@code create_agent}: creates an agent. */
public final class CreateAgent implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.MANAGE,
            "create_agent",
            "Create an agent",
            "Use this when no agent fits; only the name is required. Not for changing one: use"
                    + " update_agent. Example: {\"name\":\"Reminder\",\"greeting\":\"Hello {{name}}\"}",
            ObjectSchema.arguments()
                    .required("name", Schema.string("Its name.", 1, 100).example("Reminder"))
                    .all(AgentForm.fields())
                    .all(AgentForm.keywords())
                    .optional("idempotency_key", SharedArguments.idempotencyKey()),
            ObjectSchema.answer()
                    .all(AgentView.brief())
                    .all(AgentSpeech.schema())
                    .optional("same_name", Schema.list(Schema.string()))
                    .required("next", Schema.string()),
            new ToolDefinition.Effects(false, false, false, false),
            "Nothing was created. Check the arguments.",
            "Look with list_agents");

    private static final int CHANGED_SINCE = 412;

    private final GuardedDialler dialler;

    public CreateAgent(GuardedDialler dialler) {
        this.dialler = dialler;
    }

    /**
     * Adds the words, which the API takes together with what recognises speech: only now that is known. A repeat of
     * the request finds the agent as it was created, and is not done over what was changed since.
     */
    private static Agent withKeywords(Agent created, Arguments arguments, ToolContext context) {
        AgentsApi agents = context.account().agents();
        try {
            return agents.update(created, AgentForm.draft(arguments, created), false);
        } catch (ApiException e) {
            if (e.status() == CHANGED_SINCE) {
                return agents.get(created.id());
            }
            throw new ToolException(ToolProblem.of(
                    e.code(),
                    created.id() + " was created, but without keywords: " + e.getMessage(),
                    "Give them with update_agent."));
        }
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        dialler.requireAllowed(arguments.phoneNumber("transfer_to").stream());
        AgentDraft draft = AgentForm.draft(arguments, null);
        Agent created = IdempotentRequests.send(
                DEFINITION, arguments, key -> context.account().agents().create(draft, key));
        Agent agent = arguments.has("keywords") ? withKeywords(created, arguments, context) : created;
        String next = "Test it with chat_with_agent; save this state with publish_agent_version.";
        AgentSpeech speech = AgentSpeech.of(agent, context);
        List<String> lines = new ArrayList<>();
        lines.add("Created " + AgentView.headline(agent) + ".");
        List<String> sameName = AgentFinder.othersCalled(context.account(), agent);
        if (!sameName.isEmpty()) {
            lines.add("It has the name of " + String.join(", ", sameName)
                    + ": name it by its id, or give it another name with update_agent.");
        }
        lines.addAll(speech.lines());
        lines.add(next);
        return ToolAnswer.of(
                String.join("\n", lines),
                AgentView.briefly(agent)
                        .put(speech.fields().asMap())
                        .put("same_name", sameName)
                        .put("next", next));
    }
}
