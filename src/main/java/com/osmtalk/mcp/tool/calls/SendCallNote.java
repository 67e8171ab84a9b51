package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.CallNote;
import com.osmtalk.api.NoteRequest;
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
import com.osmtalk.mcp.kit.Wording;

/** {@code send_call_note}: tells the agent of a live call something. It has nobody dialled, so it passes no guard. */
public final class SendCallNote implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CALLS,
            "send_call_note",
            "Tell the agent something",
            "Use this when the agent of a live call should know or say something. Not for its questions: use"
                    + " answer_call_question. Example:"
                    + " {\"call_id\":\"call_01JD\",\"text\":\"Fridays are fine.\"}",
            ObjectSchema.arguments()
                    .required("call_id", SharedArguments.callId())
                    .required(
                            "text",
                            Schema.string("Ten notes a call.", 1, 500).example("Any time before five is fine.")),
            ObjectSchema.answer().required("left", Schema.integer()).required("next", Schema.string()),
            new ToolDefinition.Effects(false, false, false, true),
            "Find the call_id with list_calls; some osmTalk servers take no notes.",
            "Look with get_call");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        String id = arguments.string("call_id");
        NoteRequest note = new NoteRequest(arguments.string("text"));
        CallNote taken = IdempotentRequests.send(
                DEFINITION,
                arguments,
                key -> OwnCalls.send(
                        context,
                        id,
                        () -> context.account().calls().note(id, note, key),
                        () -> context.api().noteToCall(id, note, key)));
        String next = "The agent knows it in its next turn. Follow the call with wait_for_call.";
        return ToolAnswer.of(
                "Noted; the call takes " + Wording.count(taken.left(), "more note") + ". " + next,
                new AnswerFields().put("left", taken.left()).put("next", next));
    }
}
