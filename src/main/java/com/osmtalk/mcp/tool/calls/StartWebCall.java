package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.ConnectRequest;
import com.osmtalk.api.WebCall;
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
import java.util.Map;
import java.util.UUID;

/** {@code start_web_call}: a call that a visitor makes from a browser, or a program over a WebSocket. */
public final class StartWebCall implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CALLS,
            "start_web_call",
            "Start a web call",
            "Use this when somebody should talk with an agent in a browser instead of by phone; it costs money once"
                    + " they talk. Pass the answer on: it admits one visitor, once, within ten minutes. Not for phoning"
                    + " people: use start_outbound_call. Example: {\"agent\":\"Appointment reminder\","
                    + "\"variables\":{\"first_name\":\"Asha\",\"day\":\"Tuesday\"}}",
            ObjectSchema.arguments()
                    .required("agent", SharedArguments.agent("Agent's name or id."))
                    .optional("variables", SharedArguments.variables()),
            ObjectSchema.answer()
                    .required("call_id", Schema.string())
                    .optional("page", Schema.string())
                    .required("url", Schema.string())
                    .required("token", Schema.string())
                    .required("expires_at", Schema.string())
                    .required("next", Schema.string()),
            new ToolDefinition.Effects(false, false, false, true),
            "No call was created. Check the agent with list_agents.");

    /** How long the page may be opened: a person first has to be sent it, and then to open it. */
    private static final int WAIT_SECONDS = 600;

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        AgentFinder.Found agent = AgentFinder.findWithVariables(context.api(), arguments.string("agent"));
        Map<String, String> variables = arguments.stringMap("variables");
        agent.requireAll(variables);
        WebCall call = context.api()
                .connect(
                        agent.id(),
                        new ConnectRequest(null, variables.isEmpty() ? null : variables, WAIT_SECONDS),
                        UUID.randomUUID().toString());
        String next = (call.page() == null ? "" : "Give the person the page to open and talk, which works once. ")
                + "A program connects to the url (a WebSocket) and first sends"
                + " {\"type\":\"session.start\",\"token\":…}, then {\"type\":\"caller.text\",\"text\":…} for what is"
                + " said. Follow the call with wait_for_call.";
        return ToolAnswer.of(
                "Web call " + call.callId() + " is waiting for its visitor until " + call.expiresAt() + ".\n"
                        + (call.page() == null ? "" : "page: " + call.page() + "\n") + "url: " + call.url()
                        + "\ntoken: " + call.token() + "\n" + next,
                new AnswerFields()
                        .put("call_id", call.callId())
                        .put("page", call.page())
                        .put("url", call.url())
                        .put("token", call.token())
                        .put("expires_at", call.expiresAt().toString())
                        .put("next", next));
    }
}
