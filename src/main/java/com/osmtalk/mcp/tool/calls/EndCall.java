package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.Call;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.IdempotentRequests;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.OwnCalls;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.view.CallView;

/** {@code end_call}: hangs up. It passes no guard: it makes nothing ring. */
public final class EndCall implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CALLS,
            "end_call",
            "End a call",
            "Use this when a call must end now; whoever is on the line is cut off. Not for waiting until it ends: use"
                    + " wait_for_call. Example:"
                    + " {\"call_id\":\"call_01JD2Z8Q6W3V5T7X9Y0ABCDEFG\"}",
            ObjectSchema.arguments().required("call_id", SharedArguments.callId()),
            ObjectSchema.answer()
                    .required("call_id", Schema.string())
                    .required("status", Schema.string())
                    .required("next", Schema.string()),
            new ToolDefinition.Effects(false, true, true, true),
            "Find the call_id with list_calls.",
            "Look with get_call");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        Call call = IdempotentRequests.send(
                DEFINITION,
                arguments,
                key -> OwnCalls.send(
                        context,
                        arguments.string("call_id"),
                        () -> context.account().calls().end(arguments.string("call_id"), key),
                        () -> context.api().endCall(arguments.string("call_id"), key)));
        String next = call.status().isTerminal()
                ? "It is over; get_call shows it in full."
                : "It is ending; wait_for_call tells when it is over.";
        return ToolAnswer.of(
                CallView.headline(call) + ". " + next, CallView.fields(call).put("next", next));
    }
}
