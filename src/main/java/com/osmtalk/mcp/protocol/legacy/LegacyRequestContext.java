package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.feature.ElicitedForm;
import com.osmtalk.mcp.protocol.feature.InputRequest;
import com.osmtalk.mcp.protocol.feature.ProgressReporter;
import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.RequestParams;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * A client of the revisions with sessions, which can be asked while it waits for its answer: the thread waits with
 * it.
 */
final class LegacyRequestContext implements RequestContext {
    private static final Logger LOG = LoggerFactory.getLogger(LegacyRequestContext.class);

    private static final Map<String, Object> DISMISSED = Map.of("action", "cancel");

    private final AskedClients askedClients;
    private final McpAsyncServerExchange client;
    private final ProgressReporter progress;
    private final Requester requester;
    private final boolean logs;

    /** @param logs whether the client was told that there is a log to hear of */
    LegacyRequestContext(
            McpAsyncServerExchange client,
            Map<String, Object> params,
            Requester requester,
            boolean logs,
            AskedClients askedClients) {
        this.askedClients = askedClients;
        this.client = client;
        this.progress = new ProgressReporter(params);
        this.requester = requester;
        this.logs = logs;
    }

    @Override
    public Requester requester() {
        return requester;
    }

    @Override
    public synchronized void progress(double done, double total, @Nullable String message) {
        if (!requester.cancellation().isCancelled()) {
            progress.report(done, total, message)
                    .map(params -> SdkSessions.MAPPER.convertValue(params, McpSchema.ProgressNotification.class))
                    .ifPresent(notification -> send(client.progressNotification(notification)));
        }
    }

    @Override
    public void log(String level, String logger, String message) {
        if (logs && !requester.cancellation().isCancelled()) {
            send(client.loggingNotification(McpSchema.LoggingMessageNotification.builder(
                            McpSchema.LoggingLevel.valueOf(level.toUpperCase(Locale.ROOT)), message)
                    .logger(logger)
                    .build()));
        }
    }

    private static void send(Mono<Void> notification) {
        notification.subscribe(sent -> {}, e -> LOG.debug("A notification was not sent: {}", e.toString()));
    }

    @Override
    public Map<String, Map<String, Object>> ask(Map<String, InputRequest> questions)
            throws ProtocolException, InterruptedException {
        Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
        for (Map.Entry<String, InputRequest> question : questions.entrySet()) {
            Mono<?> asked = ask(question.getValue());
            if (asked != null) {
                answers.put(question.getKey(), answer(asked, question.getValue()));
            }
        }
        return answers;
    }

    /** What is asked, on its way; null when the client does not offer to answer that. */
    private @Nullable Mono<?> ask(InputRequest question) {
        McpSchema.ClientCapabilities can = client.getClientCapabilities();
        if (can == null) {
            return null;
        }
        return switch (question.method()) {
            case McpSchema.METHOD_ELICITATION_CREATE ->
                !takesForms(can.elicitation()) || !question.insist() && askedClients.hasFailed(client.sessionId())
                        ? null
                        : client.createElicitation(
                                SdkSessions.MAPPER.convertValue(question.params(), McpSchema.ElicitFormRequest.class));
            case McpSchema.METHOD_SAMPLING_CREATE_MESSAGE ->
                can.sampling() == null
                        ? null
                        : client.createMessage(SdkSessions.MAPPER.convertValue(
                                question.params(), McpSchema.CreateMessageRequest.class));
            case McpSchema.METHOD_ROOTS_LIST -> can.roots() == null ? null : client.listRoots();
            default -> throw new IllegalArgumentException(question.method());
        };
    }

    /** We ask by form, which is also what an empty object means: elicitation had nothing else before 2025-11-25. */
    private static boolean takesForms(McpSchema.ClientCapabilities.@Nullable Elicitation kinds) {
        return kinds != null && (kinds.form() != null || kinds.url() == null);
    }

    /**
     * Waits for the answer. A client that answered earlier questions of its session, or must be asked, gets the SDK's
     * own long time, since its person may be away; if that is over, the person has dismissed the question.
     */
    private Map<String, Object> answer(Mono<?> asked, InputRequest question)
            throws ProtocolException, InterruptedException {
        boolean patient = question.insist() || askedClients.hasAnswered(client.sessionId());
        CompletableFuture<Map<String, Object>> answer = asked.toFuture()
                .thenApply(result ->
                        plain(SdkSessions.MAPPER.convertValue(result, new TypeRef<Map<String, Object>>() {}), question))
                .whenComplete((result, failure) -> remember(question, result));
        requester.cancellation().whenStopped(() -> answer.cancel(true));
        try {
            Duration wait = patient ? SdkSessions.CLIENT_ANSWER_TIMEOUT : askedClients.patience();
            if (question.within() != null && question.within().compareTo(wait) < 0) {
                return withinTime(answer, question, question.within());
            }
            return checked(answer.get(wait.toMillis(), TimeUnit.MILLISECONDS), question);
        } catch (CancellationException e) {
            throw new InterruptedException("the requester no longer wants an answer");
        } catch (TimeoutException e) {
            return unanswered(
                    patient, "no answer came in " + askedClients.patience().toSeconds() + " seconds");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                return unanswered(patient, "no answer came");
            }
            LOG.info("The client could not be asked: {}", String.valueOf(e.getCause()));
            if (SdkSessions.hasFailedWhileAsking(e.getCause())) {
                return DISMISSED;
            }
            throw unable(SdkSessions.faultOf(e.getCause()));
        }
    }

    private static @Nullable Map<String, Object> plain(@Nullable Map<String, Object> result, InputRequest question) {
        return question.method().equals(McpSchema.METHOD_ELICITATION_CREATE)
                        && ElicitedForm.plain(result, question) instanceof Map<?, ?> plain
                ? RequestParams.cast(plain)
                : result;
    }

    /** An answer that comes too late is none; that says nothing about whether the client can ask. */
    private Map<String, Object> withinTime(
            CompletableFuture<Map<String, Object>> answer, InputRequest question, Duration within)
            throws ProtocolException, InterruptedException, ExecutionException {
        try {
            return checked(answer.get(Math.max(0, within.toMillis()), TimeUnit.MILLISECONDS), question);
        } catch (TimeoutException late) {
            answer.cancel(true);
            return DISMISSED;
        }
    }

    private void remember(InputRequest question, @Nullable Map<String, Object> result) {
        if (result != null && isAnswer(result, question)) {
            askedClients.answered(client.sessionId());
        }
    }

    private Map<String, Object> checked(@Nullable Map<String, Object> result, InputRequest question)
            throws ProtocolException {
        if (result == null || !isAnswer(result, question)) {
            throw unable(String.valueOf(ElicitedForm.fault(result, question)));
        }
        return result;
    }

    private static boolean isAnswer(Map<String, Object> result, InputRequest question) {
        return !question.method().equals(McpSchema.METHOD_ELICITATION_CREATE)
                || ElicitedForm.fault(result, question) == null;
    }

    private Map<String, Object> unanswered(boolean patient, String why) throws ProtocolException {
        if (patient) {
            return DISMISSED;
        }
        throw unable(why);
    }

    private ProtocolException unable(String why) {
        askedClients.failed(client.sessionId());
        return ProtocolException.unable("This client could not ask the person: " + why + ".");
    }
}
