package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.KeysRequest;
import com.osmtalk.mcp.dialling.GuardedDialler;
import com.osmtalk.mcp.kit.AnswerFields;
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

/** {@code press_keys}: presses keys on a live phone call. */
public final class PressCallKeys implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CALLS,
            "press_keys",
            "Press keys",
            "Use this when a machine on a live phone call wants keys. Not for words: use send_call_note. Example:"
                    + " {\"call_id\":\"call_01JD\",\"keys\":\"2\"}",
            ObjectSchema.arguments()
                    .required("call_id", SharedArguments.callId())
                    .required("keys", Schema.string("0-9*#, w waits.", 1, 32).example("2w4711#")),
            ObjectSchema.answer().required("next", Schema.string()),
            new ToolDefinition.Effects(false, true, false, true),
            "Find the call_id with list_calls status=in_progress.",
            "Look with get_call");

    private final GuardedDialler dialler;

    /** @param dialler knows whether anything may be changed here */
    public PressCallKeys(GuardedDialler dialler) {
        this.dialler = dialler;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        dialler.requireWritable();
        String id = arguments.string("call_id");
        KeysRequest keys = new KeysRequest(arguments.string("keys"));
        IdempotentRequests.send(
                DEFINITION,
                arguments,
                key -> OwnCalls.send(
                        context,
                        id,
                        () -> context.account().calls().pressKeys(id, keys, key),
                        () -> context.api().pressKeys(id, keys, key)));
        String next = "What is heard then is in wait_for_call.";
        return ToolAnswer.of(
                "Pressed. " + next, new AnswerFields().put("status", "pressed").put("next", next));
    }
}
