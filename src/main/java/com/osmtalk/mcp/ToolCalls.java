package com.osmtalk.mcp;

import com.osmtalk.api.Json;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import com.osmtalk.client.WidgetApi;
import com.osmtalk.mcp.protocol.Caller;
import com.osmtalk.mcp.tool.ApiProblems;
import com.osmtalk.mcp.tool.Arguments;
import com.osmtalk.mcp.tool.Problem;
import com.osmtalk.mcp.tool.Question;
import com.osmtalk.mcp.tool.Tool;
import com.osmtalk.mcp.tool.ToolAnswer;
import com.osmtalk.mcp.tool.ToolContext;
import com.osmtalk.mcp.tool.ToolException;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Runs tools. Each running call has a thread of its own, so that one that waits keeps nobody waiting; whatever goes
 * wrong becomes an answer the model can act on, and no text of an exception leaves the program.
 */
final class ToolCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);

    /** Clients cut off, or choke on, what is larger than 25,000 tokens; a token is about four bytes. */
    private static final int MAX_ANSWER_BYTES = 100_000;

    private final ApiAccess api;
    private final ThreadPoolExecutor threads;

    /** @param atOnce how many tools may run at the same time; more are told to come back */
    ToolCalls(ApiAccess api, int atOnce) {
        this.api = api;
        AtomicLong number = new AtomicLong();
        this.threads = new ThreadPoolExecutor(0, atOnce, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), runnable -> {
            Thread thread = new Thread(runnable, "osmtalk-tool-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The result, or nothing when the caller has cancelled. */
    Mono<McpSchema.CallToolResult> run(Tool tool, McpAsyncServerExchange exchange, McpSchema.CallToolRequest request) {
        Caller caller = Caller.of(exchange.transportContext());
        return Mono.create(result -> {
            caller.cancellation().whenCancelled(result::success);
            try {
                threads.execute(() -> {
                    try {
                        result.success(SdkTools.result(answer(tool, exchange, request, caller)));
                    } catch (Error e) {
                        // an answer all the same: the caller would wait for ever
                        result.error(e);
                        throw e;
                    }
                });
            } catch (RejectedExecutionException e) {
                result.success(SdkTools.result(ToolAnswer.of(Problem.of(
                        "busy", "This server is running as many calls as it can.", "Try again in a few seconds."))));
            }
        });
    }

    private ToolAnswer answer(
            Tool tool, McpAsyncServerExchange exchange, McpSchema.CallToolRequest request, Caller caller) {
        try {
            Map<String, Object> given = request.arguments() == null ? Map.of() : request.arguments();
            Arguments arguments = tool.definition().input().check(given);
            WidgetApi callersApi = api.with(caller.apiKey());
            return fitting(tool.call(arguments, new Context(callersApi, exchange, request, caller)));
        } catch (ToolException e) {
            return ToolAnswer.of(e.problem());
        } catch (ApiException e) {
            return ToolAnswer.of(ApiProblems.of(e, tool.definition()));
        } catch (UnknownOutcomeException e) {
            return ToolAnswer.of(ApiProblems.of(e, tool.definition()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stopped(tool);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                return stopped(tool);
            }
            LOG.error("{} failed", tool.definition().name(), e);
            return ToolAnswer.of(Problem.of(
                    "internal_error",
                    "This MCP server had an internal fault in "
                            + tool.definition().name() + ".",
                    tool.definition().effects().readOnly()
                            ? "Try again once; if it goes on, tell the person to look at the server's log."
                            : "Look with list_calls what has happened before you try again."));
        }
    }

    private static ToolAnswer stopped(Tool tool) {
        return ToolAnswer.of(Problem.of(
                "stopped",
                "This server is shutting down.",
                tool.definition().effects().readOnly()
                        ? "Try again in a minute."
                        : "Look with list_calls what has happened before you try again."));
    }

    private static ToolAnswer fitting(ToolAnswer answer) {
        try {
            int bytes = Json.MAPPER.writeValueAsBytes(answer.structured()).length
                    + answer.text().getBytes(StandardCharsets.UTF_8).length;
            return bytes <= MAX_ANSWER_BYTES
                    ? answer
                    : ToolAnswer.of(Problem.of(
                            "answer_too_large",
                            "The answer has " + bytes + " bytes, more than a client takes.",
                            "Ask for less: a smaller limit or transcript_limit, a shorter period, or response_format"
                                    + " concise."));
        } catch (IOException e) {
            throw new IllegalStateException("an answer that cannot be written", e);
        }
    }

    /** Ends what runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private record Context(
            WidgetApi api, McpAsyncServerExchange exchange, McpSchema.CallToolRequest request, Caller caller)
            implements ToolContext {

        @Override
        public void progress(double done, double total, String message) {
            Object token = token();
            if (token != null && !caller.cancellation().isCancelled()) {
                McpSchema.ProgressNotification report = McpSchema.ProgressNotification.builder(token, done)
                        .total(total)
                        .message(message)
                        .build();
                exchange.progressNotification(report)
                        .subscribe(sent -> {}, e -> LOG.debug("Progress not sent: {}", e.toString()));
            }
        }

        @Override
        public boolean pause(Duration time) throws InterruptedException {
            return caller.cancellation().pause(time);
        }

        @Override
        public Optional<Question.Answer> ask(Question question) throws InterruptedException {
            McpSchema.ClientCapabilities client = exchange.getClientCapabilities();
            if (client == null || client.elicitation() == null) {
                return Optional.empty();
            }
            CompletableFuture<McpSchema.ElicitResult> asked = exchange.createElicitation(
                            new McpSchema.ElicitFormRequest(question.message(), question.fields(), null))
                    .toFuture();
            caller.cancellation().whenCancelled(() -> asked.cancel(true));
            try {
                return Optional.of(answer(asked.get()));
            } catch (CancellationException e) {
                throw new InterruptedException("the caller no longer wants an answer");
            } catch (ExecutionException e) {
                // a client that says it can ask and then cannot, or that took too long
                LOG.info("The client could not ask: {}", e.getCause().toString());
                return Optional.of(new Question.Answer(Question.Decision.DISMISSED, Map.of()));
            }
        }

        private static Question.Answer answer(McpSchema.ElicitResult result) {
            Question.Decision decision = switch (result.action()) {
                case ACCEPT -> Question.Decision.ACCEPTED;
                case DECLINE -> Question.Decision.DECLINED;
                case CANCEL -> Question.Decision.DISMISSED;
            };
            return new Question.Answer(decision, result.content() == null ? Map.of() : result.content());
        }

        private @Nullable Object token() {
            return request.meta() == null ? null : request.meta().get("progressToken");
        }
    }
}
