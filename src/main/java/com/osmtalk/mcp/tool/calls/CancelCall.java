package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.Call;
import com.osmtalk.mcp.dialling.GuardedDialler;
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

/** {@code cancel_call}: takes back a call that is not dialled yet. It needs no guard, as it makes nothing ring. */
public final class CancelCall implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CALLS,
            "cancel_call",
            "Cancel a scheduled call",
            "Use this when a scheduled call, or a retry, is no longer wanted. Not for one that rings or talks: use"
                    + " end_call. Example: {\"call_id\":\"call_01JD2Z8Q6W3V5T7X9Y0ABCDEFG\"}",
            ObjectSchema.arguments().required("call_id", SharedArguments.callId()),
            ObjectSchema.answer().required("call_id", Schema.string()).required("status", Schema.string()),
            new ToolDefinition.Effects(false, true, true, true),
            "Find the call_id with list_calls.",
            "Look with get_call");

    private final GuardedDialler dialler;

    public CancelCall(GuardedDialler dialler) {
        this.dialler = dialler;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        String id = arguments.string("call_id");
        Call call = IdempotentRequests.send(
                DEFINITION,
                arguments,
                key -> OwnCalls.send(
                        context,
                        id,
                        () -> context.account().calls().cancel(id, key),
                        () -> context.api().cancelCall(id, key)));
        if (call.retryOf() == null) {
            dialler.withdraw(call.id());
        }
        return ToolAnswer.of(
                "Cancelled; nobody is rung and nothing is charged. " + CallView.headline(call) + ".",
                CallView.fields(call));
    }
}
