package com.osmtalk.mcp.protocol.legacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.mcp.protocol.feature.ElicitedForm;
import com.osmtalk.mcp.protocol.feature.InputRequest;
import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.feature.ServerMethods;
import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.JsonRpcError;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.RequestParams;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Makes the SDK's sessions, and is what they call for a request. The sessions find the answer to each question of
 * ours, and the stream that a message belongs to; what is done for a request is up to {@link ServerMethods}.
 *
 * <p>Of the SDK (2.1.0) only sessions and message types are used. Its transports lose requests and send exceptions to
 * clients, stack trace and all; it ignores cancellation; its synchronous handlers hop to a pool of threads of
 * Reactor's. So the handlers here are asynchronous ones that run on whatever thread hands the message over, and end
 * when the request is cancelled.
 */
final class SdkSessions {
    /** The SDK's own way to JSON, for its message types only. */
    static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(new ObjectMapper());

    private static final Logger LOG = LoggerFactory.getLogger(SdkSessions.class);

    /**
     * How long to wait for a client that has never answered: many give up on a tool after 60 seconds, and would take
     * the tool's own answer for lost.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final InputRequest ANY_FORM = new InputRequest(McpSchema.METHOD_ELICITATION_CREATE, Map.of(), false);

    /** How long a client may take to answer a question: a person may have to be fetched to the screen first. */
    static final Duration CLIENT_ANSWER_TIMEOUT = Duration.ofMinutes(10);

    private final ServerMethods methods;
    private final AskedClients askedClients = new AskedClients(PATIENCE);
    private final Map<String, McpRequestHandler<?>> handlers = new HashMap<>();

    /**
     * A client says that it is initialized after it was told the same: there is nothing to do, but the SDK wants a
     * handler.
     */
    private final Map<String, McpNotificationHandler> notificationHandlers =
            Map.of(McpSchema.METHOD_NOTIFICATION_INITIALIZED, (context, params) -> Mono.empty());

    SdkSessions(ServerMethods methods) {
        this.methods = methods;
        Stream.concat(
                        ServerMethods.LONG_RUNNING.stream(),
                        Stream.concat(
                                Stream.of(LegacyProtocol.SUBSCRIBE, LegacyProtocol.UNSUBSCRIBE),
                                SessionTasks.METHODS.stream()))
                .forEach(method -> handlers.put(method, handler(method)));
    }

    private McpRequestHandler<Map<String, Object>> handler(String method) {
        return (context, params) -> run(method, context, RequestParams.cast((Map<?, ?>) params));
    }

    /** A session on a two-way connection, past its opening, which we have answered. */
    McpServerSession connect(String id, McpServerTransport transport, Map<String, Object> initialize) {
        McpServerSession session = new McpServerSession(
                id,
                CLIENT_ANSWER_TIMEOUT,
                transport,
                request -> Mono.error(new IllegalStateException("the session is open already")),
                handlers,
                notificationHandlers);
        session.init(capabilities(initialize), client(initialize));
        // the session would hold every request until the client has said so; some never do
        session.handle(new JSONRPCNotification(McpSchema.METHOD_NOTIFICATION_INITIALIZED))
                .subscribe(done -> {}, SdkSessions::log);
        return session;
    }

    /** A session of Streamable HTTP, past its opening, which we have answered. */
    McpStreamableServerSession open(String id, Map<String, Object> initialize) {
        return new McpStreamableServerSession(
                id,
                capabilities(initialize),
                client(initialize),
                CLIENT_ANSWER_TIMEOUT,
                handlers,
                notificationHandlers);
    }

    /**
     * What a request's handler has to know, beside the request. Reactor's context is the SDK's only way to pass it.
     */
    static McpTransportContext context(SessionRequest request) {
        return McpTransportContext.create(Map.of(SessionRequest.class.getName(), request));
    }

    /**
     * A request for the SDK, whose sessions take ids up to a {@code Long} only: a larger number goes through them as
     * text, and the answer gets the one that the client gave.
     */
    static JSONRPCRequest toSdk(Message.Request request) {
        Object id = request.id() instanceof Number && !(request.id() instanceof Long)
                ? request.id().toString()
                : request.id();
        return new JSONRPCRequest(JsonRpc.VERSION, request.method(), id, request.params());
    }

    static JSONRPCResponse toSdk(Message.Response response) {
        return new JSONRPCResponse(
                JsonRpc.VERSION,
                response.id(),
                // the SDK's response has to have a result or an error; a client may answer with neither, as null
                response.result() == null && response.error() == null ? Map.of() : response.result(),
                response.error() == null
                        ? null
                        : new JSONRPCError(
                                response.error().code(), response.error().message()));
    }

    /**
     * What a client answered to a question of ours, in the SDK's type.
     *
     * @throws IllegalArgumentException when the answer to a form has not one of the protocol's actions, word for word:
     *     converted, {@code 0} and {@code " accept "} would be {@code accept}
     */
    static <T> T answer(@Nullable Object data, TypeRef<T> type) {
        if (type.getType() == McpSchema.ElicitResult.class) {
            Object plain = ElicitedForm.plain(data, ANY_FORM);
            String fault = ElicitedForm.fault(plain, ANY_FORM);
            if (fault != null) {
                throw new IllegalArgumentException(fault);
            }
            return MAPPER.convertValue(plain, type);
        }
        return MAPPER.convertValue(data, type);
    }

    /** Why a question was not answered, in words that may be shown: never the client's own. */
    static String faultOf(@Nullable Throwable failure) {
        return failure instanceof McpError refused && refused.getJsonRpcError() != null
                ? "it answered with error " + refused.getJsonRpcError().code()
                : "what it sent is no answer to a form";
    }

    /**
     * Whether a client answered with an error that does not say that it knows no such question. Something went wrong
     * while it asked, and nobody knows what the person saw or did: they have given no consent, and a preview, which
     * asks them by way of the model, would take their place. So it counts as dismissed, and they are asked again.
     */
    static boolean hasFailedWhileAsking(@Nullable Throwable failure) {
        return failure instanceof McpError refused
                && refused.getJsonRpcError() != null
                && refused.getJsonRpcError().code() != ProtocolException.METHOD_NOT_FOUND
                && refused.getJsonRpcError().code() != ProtocolException.INVALID_REQUEST;
    }

    static McpSchema.LoggingLevel logLevel(Map<String, Object> params) throws ProtocolException {
        String level = RequestParams.string(params, "level");
        try {
            return McpSchema.LoggingLevel.valueOf(level.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProtocolException.invalidParams(
                    "`level` must be a log level: debug, info, notice, warning, error, critical, alert or emergency.");
        }
    }

    /**
     * An answer of the SDK as one line of JSON; the texts of exceptions, which it puts into errors, stay here.
     *
     * @param requestId as the client gave it
     */
    static String answerLine(JSONRPCResponse response, Object requestId) {
        JSONRPCError error = response.error();
        if (error == null) {
            return JsonRpc.result(requestId, response.result());
        }
        boolean ours = error.code() != ProtocolException.INTERNAL_ERROR;
        return JsonRpc.error(
                requestId,
                new JsonRpcError(
                        error.code(),
                        ours ? error.message() : "Internal error.",
                        ours && error.data() instanceof Map ? error.data() : null));
    }

    /** A notification or question of the SDK as one line of JSON. */
    static String toLine(JSONRPCMessage message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The result, or nothing when the requester has cancelled. */
    private Mono<Map<String, Object>> run(String method, McpAsyncServerExchange client, Map<String, Object> params) {
        SessionRequest from = (SessionRequest) client.transportContext().get(SessionRequest.class.getName());
        return Mono.create(result -> {
            from.requester().cancellation().whenCancelled(result::success);
            try {
                RequestContext context = new LegacyRequestContext(
                        client, params, from.requester(), methods.declares("logging"), askedClients);
                if (method.equals(SessionTasks.RESULT)) {
                    from.requireTasks().await(RequestParams.string(params, "taskId"), context, result::success);
                    from.requester()
                            .cancellation()
                            .whenStopped(() -> result.error(
                                    toSdk(ProtocolException.unable("The task goes on: ask for its result again."))));
                } else {
                    result.success(answer(method, params, context, from));
                }
            } catch (ProtocolException e) {
                result.error(toSdk(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                result.error(e);
            } catch (RuntimeException e) {
                LOG.error("{} failed", method, e);
                result.error(e);
            } catch (Error e) {
                // an answer all the same: the requester would wait for ever
                result.error(e);
                throw e;
            }
        });
    }

    private Map<String, Object> answer(
            String method, Map<String, Object> params, RequestContext context, SessionRequest from)
            throws ProtocolException, InterruptedException {
        switch (method) {
            case LegacyProtocol.SUBSCRIBE ->
                from.subscriptions().subscribe(RequestParams.string(params, "uri"), context.requester());
            case LegacyProtocol.UNSUBSCRIBE -> from.subscriptions().unsubscribe(RequestParams.string(params, "uri"));
            case SessionTasks.GET -> {
                return from.requireTasks().get(RequestParams.string(params, "taskId"), context);
            }
            case SessionTasks.CANCEL -> {
                return from.requireTasks().cancel(RequestParams.string(params, "taskId"), context);
            }
            default -> {
                return from.tasks() != null && SessionTasks.isWanted(method, params)
                        ? from.tasks().call(params, context)
                        : methods.answer(method, params, context);
            }
        }
        return Map.of();
    }

    private static McpError toSdk(ProtocolException e) {
        return new McpError(new JSONRPCError(
                e.error().code(), e.error().message(), e.error().data()));
    }

    private static McpSchema.ClientCapabilities capabilities(Map<String, Object> initialize) {
        try {
            return MAPPER.convertValue(
                    initialize.getOrDefault("capabilities", Map.of()), McpSchema.ClientCapabilities.class);
        } catch (IllegalArgumentException e) {
            LOG.info(
                    "The client's capabilities are not as the protocol defines them, so none are used: {}",
                    e.toString());
            return McpSchema.ClientCapabilities.builder().build();
        }
    }

    private static McpSchema.Implementation client(Map<String, Object> initialize) {
        Map<?, ?> client = initialize.get("clientInfo") instanceof Map<?, ?> info ? info : Map.of();
        return McpSchema.Implementation.builder(text(client.get("name")), text(client.get("version")))
                .build();
    }

    private static String text(Object value) {
        return value instanceof String text && !text.isBlank() ? text : "unknown";
    }

    /** For an answer to a question that was not asked, or is no longer waited for: that is nobody's fault here. */
    static void logAnswer(Throwable e) {
        LOG.debug("The client answered a question that was not asked, or no longer waits: {}", e.toString());
    }

    static void log(Throwable e) {
        LOG.error("A message could not be handled", e);
    }
}
