package com.osmtalk.mcp.protocol;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client on a two-way connection (stdio, HTTP+SSE). It answers the opening and the lists itself, so that a client
 * sees its tools before the SDK is even loaded; it refuses what comes before {@code initialize}, cancels, and knows
 * when everything is answered.
 */
final class Peer {
    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

    /** Where messages go: whole lines, one after the other. */
    interface Wire {
        void send(String json) throws IOException;

        void close();
    }

    private final ProtocolServer server;
    private final Wire wire;
    private final RunningRequests running = new RunningRequests();
    private final SessionSubscriptions subscriptions;
    private volatile @Nullable Map<String, Object> initialize;
    private volatile boolean takesBatches;
    private @Nullable SdkConnectionTransport sdk;

    /** To a request that came by itself. */
    private final Responder responder = new Responder() {
        @Override
        public void notify(String json) {
            deliver(json);
        }

        @Override
        public void end(int status, @Nullable String json) {
            if (json != null) {
                deliver(json);
            }
        }
    };

    Peer(ProtocolServer server, Wire wire) {
        this.server = server;
        this.wire = wire;
        this.subscriptions = new SessionSubscriptions(
                server.methods().features(), (method, params) -> deliver(JsonRpc.notification(method, params)));
    }

    /**
     * Takes one message. A request that may take its time is left to the runner, the others are answered when this returns.
     *
     * @param requester tells of who sent it; made anew for each request
     * @param runner not asked for the requests of a batch: it might do one after the other
     */
    void receive(Message message, RequesterOf requester, RequestExecutor runner) {
        if (!(message instanceof Message.Batch batch)) {
            receive(message, requester, responder, runner);
        } else if (takesBatches) {
            BatchResponder.each(batch, responder, (each, part) -> receive(each, requester, part, server.workers()));
        } else {
            deliver(Message.Batch.refusal().answer());
        }
    }

    private void receive(Message message, RequesterOf requester, Responder responder, RequestExecutor runner) {
        if (message instanceof Message.Request request) {
            begin(request, requester, responder, runner);
            return;
        }
        if (message instanceof Message.Notification notification) {
            // of the others, none has anything to do here
            running.cancel(notification.cancelledId());
        } else if (message instanceof Message.Response response && initialize != null) {
            sdk().accept(response);
        }
        responder.end(202, null);
    }

    /** The requester of a request that can be cancelled so. */
    interface RequesterOf {
        Requester with(Cancellation cancellation);
    }

    private void begin(Message.Request request, RequesterOf requester, Responder responder, RequestExecutor runner) {
        if (ModernProtocol.speaks(request)) {
            stateless(request, requester, runner);
            return;
        }
        try {
            Optional<Map<String, Object>> atOnce = atOnce(request, requester.with(new Cancellation()));
            if (atOnce.isPresent()) {
                responder.end(200, JsonRpc.result(request.id(), atOnce.get()));
            } else if (initialize == null) {
                throw new ProtocolException(ProtocolException.INVALID_REQUEST, "Send `initialize` first.");
            } else if (server.legacy().serves(request.method())) {
                handle(request, requester, responder, runner);
            } else {
                throw ServerMethods.unknown(request.method());
            }
        } catch (ProtocolException e) {
            responder.end(200, JsonRpc.error(request.id(), e.error()));
        } catch (RuntimeException e) {
            fail(request, responder, e);
        }
    }

    private static void fail(Message.Request request, Responder responder, Throwable e) {
        LOG.error("{} failed", request.method(), e);
        responder.end(
                200, JsonRpc.error(request.id(), ProtocolException.internal().error()));
    }

    /** What is answered without the SDK's session. */
    private Optional<Map<String, Object>> atOnce(Message.Request request, Requester requester)
            throws ProtocolException {
        switch (request.method()) {
            case "ping" -> {
                return Optional.of(Map.of());
            }
            case "initialize" -> {
                Map<String, Object> result = server.methods().initialize(request.params(), requester);
                initialize = request.params();
                takesBatches = Message.Batch.VERSION.equals(result.get("protocolVersion"));
                subscriptions.watchLists();
                return Optional.of(result);
            }
            case "logging/setLevel" -> {
                if (initialize == null || !server.methods().declares("logging")) {
                    return Optional.empty();
                }
                sdk().setLogLevel(request.params());
                return Optional.of(Map.of());
            }
            default -> {
                return initialize == null
                        ? Optional.empty()
                        : server.methods().list(request.method(), request.params(), requester);
            }
        }
    }

    private void handle(Message.Request request, RequesterOf from, Responder responder, RequestExecutor runner)
            throws ProtocolException {
        Cancellation cancellation = running.begin(request.id());
        Requester requester = from.with(cancellation);
        Runnable whenDone = () -> running.end(request.id(), cancellation);
        try {
            runner.run(() -> {
                try {
                    sdk().handle(request, requester, subscriptions, responder, whenDone);
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

    private void stateless(Message.Request request, RequesterOf from, RequestExecutor runner) {
        Cancellation cancellation = running.begin(request.id());
        server.modern()
                .answer(
                        request,
                        from.with(cancellation),
                        new Responder() {
                            @Override
                            public void notify(String json) {
                                deliver(json);
                            }

                            @Override
                            public void end(int status, @Nullable String json) {
                                if (json != null && !cancellation.isCancelled()) {
                                    deliver(json);
                                }
                                running.end(request.id(), cancellation);
                            }
                        },
                        runner);
    }

    /** Sends one line of JSON; a connection that is gone ends everything that runs for it. */
    void deliver(String json) {
        try {
            wire.send(json);
        } catch (IOException e) {
            LOG.debug("The client is gone: {}", e.toString());
            abandon();
            wire.close();
        }
    }

    /** Lets everything that runs come to its end, and what waits stop waiting. False when the time was not enough. */
    boolean finish(Duration limit) throws InterruptedException {
        running.hurryAll();
        subscriptions.close();
        return running.awaitQuiet(limit);
    }

    /** Cancels everything that runs: nobody is there to hear the answers. */
    void abandon() {
        running.cancelAll();
        subscriptions.close();
    }

    private synchronized SdkConnectionTransport sdk() {
        if (sdk == null) {
            Map<String, Object> opening = initialize;
            if (opening == null) {
                throw new IllegalStateException("not open yet");
            }
            sdk = new SdkConnectionTransport(server.legacy(), UUID.randomUUID().toString(), opening, this::deliver);
        }
        return sdk;
    }
}
