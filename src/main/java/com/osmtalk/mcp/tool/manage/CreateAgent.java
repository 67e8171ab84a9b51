package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
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
                    .optional("idempotency_key", SharedArguments.idempotencyKey()),
            ObjectSchema.answer()
                    .all(AgentView.brief())
                    .all(AgentSpeech.schema())
                    .optional("same_name", Schema.list(Schema.string()))
                    .required("next", Schema.string()),
            new ToolDefinition.Effects(false, false, false, false),
            "Nothing was created. Check the arguments.",
            "Look with list_agents");

    private final GuardedDialler dialler;

    public CreateAgent(GuardedDialler dialler) {
        this.dialler = dialler;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        dialler.requireAllowed(arguments.phoneNumber("transfer_to").stream());
        AgentDraft draft = AgentForm.draft(arguments, null);
        Agent agent = IdempotentRequests.send(
                DEFINITION, arguments, key -> context.account().agents().create(draft, key));
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
