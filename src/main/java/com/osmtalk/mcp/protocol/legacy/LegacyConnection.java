package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.jsonrpc.Cancellation;
import com.osmtalk.mcp.protocol.jsonrpc.ClientConnection;
import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolVersions;
import com.osmtalk.mcp.protocol.jsonrpc.RequestExecutor;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import com.osmtalk.mcp.protocol.jsonrpc.Responder;
import com.osmtalk.mcp.protocol.jsonrpc.RunningRequests;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of one client on a two-way connection (stdio, HTTP+SSE). It answers the opening and the lists itself,
 * so that a client sees its tools before the SDK is even loaded, and refuses what comes before {@code initialize}.
 * The SDK's session gets the rest: it is made for the first request that needs it.
 */
public final class LegacyConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LegacyConnection.class);

    private final LegacyProtocol protocol;
    private final RunningRequests running;
    private final ClientConnection connection;
    private final SessionSubscriptions subscriptions;
    private volatile @Nullable Map<String, Object> initialize;
    private volatile boolean takesBatches;
    private volatile @Nullable SessionTasks tasks;
    private @Nullable SdkConnectionTransport sdk;

    /**
     * @param running where requests are entered while they are worked on
     * @param connection where notifications and questions go
     */
    public LegacyConnection(LegacyProtocol protocol, RunningRequests running, ClientConnection connection) {
        this.protocol = protocol;
        this.running = running;
        this.connection = connection;
        this.subscriptions = new SessionSubscriptions(
                protocol.methods().features(),
                (method, params) -> connection.send(JsonRpc.notification(method, params)));
    }

    /** Whether the session is of the one revision that has batches. */
    public boolean takesBatches() {
        return takesBatches;
    }

    /** Answers a request immediately, or has it worked on when it takes its time. */
    public void receive(
            Message.Request request,
            Function<Cancellation, Requester> transports,
            Responder responder,
            RequestExecutor executor) {
        Function<Cancellation, Requester> requester = transports.andThen(from -> from.declaring(capabilities()));
        try {
            Optional<Map<String, Object>> direct = answerDirectly(request, requester.apply(new Cancellation()));
            if (direct.isPresent()) {
                responder.end(200, JsonRpc.result(request.id(), direct.get()));
            } else if (initialize == null) {
                throw new ProtocolException(ProtocolException.INVALID_REQUEST, "Send `initialize` first.");
            } else if (protocol.serves(request.method(), tasks)) {
                handle(request, requester, responder, executor);
            } else {
                throw ProtocolException.unknownMethod(request.method());
            }
        } catch (ProtocolException e) {
            responder.end(200, JsonRpc.error(request.id(), e.error()));
        } catch (RuntimeException e) {
            fail(request, responder, e);
        }
    }

    private Map<String, Object> capabilities() {
        Map<String, Object> opening = initialize;
        return opening == null ? Map.of() : LegacyProtocol.capabilities(opening);
    }

    /** Takes the answer to a question of ours. */
    public void receive(Message.Response response) {
        if (initialize != null) {
            sdk().accept(response);
        }
    }

    private static void fail(Message.Request request, Responder responder, Throwable e) {
        LOG.error("{} failed", request.method(), e);
        responder.end(
                200, JsonRpc.error(request.id(), ProtocolException.internal().error()));
    }

    /** What is answered without the SDK's session; empty for the rest. */
    private Optional<Map<String, Object>> answerDirectly(Message.Request request, Requester requester)
            throws ProtocolException {
        switch (request.method()) {
            case "ping" -> {
                return Optional.of(Map.of());
            }
            case "initialize" -> {
                Map<String, Object> result = protocol.initialize(request.params(), requester);
                initialize = request.params();
                tasks = protocol.tasks(result);
                takesBatches = ProtocolVersions.WITH_BATCHES.equals(result.get("protocolVersion"));
                subscriptions.watchLists();
                return Optional.of(result);
            }
            case "logging/setLevel" -> {
                if (initialize == null || !protocol.methods().declares("logging")) {
                    return Optional.empty();
                }
                sdk().setLogLevel(request.params());
                return Optional.of(Map.of());
            }
            default -> {
                return initialize == null
                        ? Optional.empty()
                        : protocol.list(request.method(), request.params(), requester, tasks);
            }
        }
    }

    private void handle(
            Message.Request request,
            Function<Cancellation, Requester> from,
            Responder responder,
            RequestExecutor executor)
            throws ProtocolException {
        Cancellation cancellation = running.begin(request.id());
        Requester requester = from.apply(cancellation);
        Runnable whenDone = () -> running.end(request.id(), cancellation);
        try {
            executor.run(() -> {
                try {
                    sdk().handle(request, new SessionRequest(requester, subscriptions, tasks), responder, whenDone);
                } catch (RuntimeException | Error e) {
                    // this may be a thread of its own, where nobody else would answer
                    fail(request, responder, e);
                    whenDone.run();
                }
            });
        } catch (ProtocolException busy) {
            whenDone.run();
            throw busy;
        }
    }

    private synchronized SdkConnectionTransport sdk() {
        if (sdk == null) {
            Map<String, Object> opening = initialize;
            if (opening == null) {
                throw new IllegalStateException("not open yet");
            }
            sdk = new SdkConnectionTransport(
                    protocol.sessions(), UUID.randomUUID().toString(), opening, connection::send);
        }
        return sdk;
    }

    /** Ends the session's subscriptions. */
    @Override
    public void close() {
        subscriptions.close();
    }
}
