package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.CallQuestion;
import com.osmtalk.api.QuestionAnswer;
import com.osmtalk.client.ApiException;
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
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import com.osmtalk.mcp.kit.Toolset;
import java.util.function.Supplier;

/** {@code answer_call_question}: answers what the agent of a live call asks the person behind it, once. */
public final class AnswerCallQuestion implements Tool {
    private static final int NOT_FOUND = 404;

    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CALLS,
            "answer_call_question",
            "Answer the agent",
            "Use this when the agent asks and you know what the person wants; else ask them first. Not for more: use"
                    + " send_call_note. Example:"
                    + " {\"call_id\":\"call_01JD\",\"question\":1,\"answer\":\"Yes\"}",
            ObjectSchema.arguments()
                    .required("call_id", SharedArguments.callId())
                    .required("question", Schema.integer("Its n. E.g. 1.", 1, 1000))
                    .required(
                            "answer",
                            Schema.string("A choice, or other words.", 1, 500).example("Yes, take it")),
            ObjectSchema.answer().required("next", Schema.string()),
            new ToolDefinition.Effects(false, true, false, true),
            "Look at the question again with wait_for_call.",
            "Look with wait_for_call");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        send(
                arguments.string("call_id"),
                arguments.integer("question").orElseThrow(),
                arguments.string("answer"),
                arguments,
                context);
        String next = "Follow the call with wait_for_call.";
        return ToolAnswer.of(
                "The agent has the answer. " + next,
                new AnswerFields().put("status", "answered").put("next", next));
    }

    /** @param arguments of the tool that has the answer */
    static void send(String id, int question, String text, Arguments arguments, ToolContext context)
            throws InterruptedException {
        QuestionAnswer answer = new QuestionAnswer(text);
        IdempotentRequests.send(
                DEFINITION,
                arguments,
                key -> OwnCalls.send(
                        context,
                        id,
                        () -> asked(question, () -> context.account().calls().answer(id, question, answer, key)),
                        () -> asked(question, () -> context.api().answerCallQuestion(id, question, answer, key))));
    }

    /** A number that stands for no question is told from a call that is not there, or another's. */
    private static CallQuestion asked(int question, Supplier<CallQuestion> request) {
        try {
            return request.get();
        } catch (ApiException e) {
            if (e.status() != NOT_FOUND || !String.valueOf(e.getMessage()).contains("question")) {
                throw e;
            }
            throw new ToolException(ToolProblem.of(
                    "not_found",
                    "The call has asked no question " + question + "; nothing was answered.",
                    "wait_for_call shows the question that is open, with its n."));
        }
    }
}
