package com.osmtalk.mcp;

import com.osmtalk.api.Json;
import com.osmtalk.client.AccountApi;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import com.osmtalk.client.WidgetApi;
import com.osmtalk.mcp.kit.ApiProblems;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.Question;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import com.osmtalk.mcp.protocol.feature.InputRequest;
import com.osmtalk.mcp.protocol.feature.InputRequiredException;
import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tools. Every failure becomes an answer that the model can act on, and no message of an unexpected exception
 * leaves the program.
 */
final class ToolCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);

    /** Clients truncate or reject answers of more than 25,000 tokens; a token is about four bytes. */
    private static final int MAX_ANSWER_BYTES = 100_000;

    private final ApiAccess api;
    private final ToolRate rate;

    ToolCalls(ApiAccess api, ToolRate rate) {
        this.api = api;
        this.rate = rate;
    }

    /** @throws ToolException when the caller's limit is used up */
    void count(Requester requester) {
        rate.take(requester.apiKey());
    }

    /**
     * Runs a tool for {@code tools/call}, which counts for the caller's rate limit.
     *
     * @param given the arguments as they came
     */
    ToolAnswer call(Tool tool, Map<String, Object> given, RequestContext context) throws InterruptedException {
        try {
            count(context.requester());
        } catch (ToolException e) {
            return ToolAnswer.of(e.problem());
        }
        ToolAnswer answer = run(tool, given, context);
        // neither arguments nor answer: they hold numbers, and what people say
        LOG.debug("{} {}", tool.definition().name(), answer.isError() ? "could not be done" : "is done");
        return answer;
    }

    /** Runs a tool without counting it, for a resource or completion. */
    ToolAnswer run(Tool tool, Map<String, Object> given, RequestContext context) throws InterruptedException {
        try {
            Arguments arguments = tool.definition().check(given);
            ToolAnswer answer =
                    tool.call(arguments, new Context(api, context.requester().apiKey(), context));
            return fitting(arguments.leftOut().map(answer::withNote).orElse(answer));
        } catch (ToolException e) {
            return ToolAnswer.of(e.problem());
        } catch (ApiException e) {
            return ToolAnswer.of(ApiProblems.of(e, tool.definition()));
        } catch (UnknownOutcomeException e) {
            return ToolAnswer.of(ApiProblems.of(e, tool.definition()));
        } catch (InputRequiredException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stopped(tool);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                return stopped(tool);
            }
            LOG.error("{} failed", tool.definition().name(), e);
            return ToolAnswer.of(ToolProblem.of(
                    "internal_error",
                    "This MCP server had an internal error in "
                            + tool.definition().name() + ".",
                    tool.definition().effects().readOnly()
                            ? "Try again once. If it keeps failing, tell the person to look at the server's log."
                            : tool.definition().whenUnsure() + " whether it was done before you try again."));
        }
    }

    private static ToolAnswer stopped(Tool tool) {
        return ToolAnswer.of(ToolProblem.of(
                "stopped",
                "This server is shutting down.",
                tool.definition().effects().readOnly()
                        ? "Try again in a minute."
                        : tool.definition().whenUnsure() + " whether it was done before you try again."));
    }

    private static ToolAnswer fitting(ToolAnswer answer) {
        try {
            int bytes = Json.MAPPER.writeValueAsBytes(answer.structured()).length
                    + answer.text().getBytes(StandardCharsets.UTF_8).length;
            return bytes <= MAX_ANSWER_BYTES
                    ? answer
                    : ToolAnswer.of(ToolProblem.of(
                            "answer_too_large",
                            "The answer has " + bytes + " bytes, more than clients accept.",
                            "Ask for less: a smaller limit or transcript_limit, a shorter period, or response_format"
                                    + " concise."));
        } catch (IOException e) {
            throw new IllegalStateException("an answer that cannot be written", e);
        }
    }

    /** A question as a form of the protocol. */
    static InputRequest form(Question question) {
        return new InputRequest(
                "elicitation/create",
                Map.of("message", question.message(), "requestedSchema", question.fields()),
                // an answer that was sent before the question was asked must not count
                true,
                question.insist(),
                question.within());
    }

    private record Context(ApiAccess access, @Nullable String key, RequestContext context) implements ToolContext {
        @Override
        public WidgetApi api() {
            return access.with(key);
        }

        @Override
        public AccountApi account() {
            return access.account(key);
        }

        @Override
        public String principal() {
            return access.principal(key);
        }

        @Override
        public void progress(double done, double total, String message) {
            context.progress(done, total, message);
        }

        @Override
        public boolean pause(Duration time) throws InterruptedException {
            return context.requester().cancellation().pause(time);
        }

        @Override
        public boolean await(CompletableFuture<?> event, Duration time) throws InterruptedException {
            return context.requester().cancellation().await(event, time);
        }

        @Override
        public Question.Answer ask(Question question) throws InterruptedException {
            try {
                return answer(
                        context.ask(Map.of(question.name(), form(question))).get(question.name()));
            } catch (ProtocolException e) {
                return Question.Answer.cannotAsk(e.getMessage());
            }
        }

        /** Only the exact words of the protocol count, and every field that the question requires is there. */
        private static Question.Answer answer(@Nullable Map<String, Object> elicited) {
            if (elicited == null) {
                return Question.Answer.cannotAsk("This client can't ask the person.");
            }
            Question.Decision decision = switch (String.valueOf(elicited.get("action"))) {
                case "accept" -> Question.Decision.ACCEPTED;
                case "decline" -> Question.Decision.DECLINED;
                default -> Question.Decision.DISMISSED;
            };
            Map<String, Object> filledIn = elicited.get("content") instanceof Map<?, ?> content
                    ? Json.MAPPER.convertValue(content, Json.MAP)
                    : Map.of();
            return new Question.Answer(decision, filledIn, "");
        }
    }
}
