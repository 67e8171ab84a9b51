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

    private final Eras eras;
    private final Wire wire;
    private final InFlight inFlight = new InFlight();
    private final Subscriptions subscriptions;
    private volatile @Nullable Map<String, Object> initialize;
    private volatile boolean takesBatches;
    private @Nullable SdkConnection sdk;

    /** To a request that came by itself. */
    private final Reply reply = new Reply() {
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

    Peer(Eras eras, Wire wire) {
        this.eras = eras;
        this.wire = wire;
        this.subscriptions = new Subscriptions(
                eras.methods().features(), (method, params) -> deliver(JsonRpc.notification(method, params)));
    }

    /**
     * Takes one message. A request that may take its time is left to the runner, the others are answered when this returns.
     *
     * @param caller tells of who sent it; made anew for each request
     * @param runner not asked for the requests of a batch: it might do one after the other
     */
    void receive(Message message, CallerOf caller, Runner runner) {
        if (!(message instanceof Message.Batch batch)) {
            receive(message, caller, reply, runner);
        } else if (takesBatches) {
            BatchReply.each(batch, reply, (each, part) -> receive(each, caller, part, eras.workers()));
        } else {
            deliver(Message.Batch.refusal().answer());
        }
    }

    private void receive(Message message, CallerOf caller, Reply reply, Runner runner) {
        if (message instanceof Message.Request request) {
            begin(request, caller, reply, runner);
            return;
        }
        if (message instanceof Message.Notification notification) {
            // of the others, none has anything to do here
            inFlight.cancel(notification.cancelledId());
        } else if (message instanceof Message.Response response && initialize != null) {
            sdk().accept(response);
        }
        reply.end(202, null);
    }

    /** The caller of a request that can be cancelled so. */
    interface CallerOf {
        Caller with(Cancellation cancellation);
    }

    private void begin(Message.Request request, CallerOf caller, Reply reply, Runner runner) {
        if (Stateless.speaks(request)) {
            stateless(request, caller, runner);
            return;
        }
        try {
            Optional<Map<String, Object>> atOnce = atOnce(request, caller.with(new Cancellation()));
            if (atOnce.isPresent()) {
                reply.end(200, JsonRpc.result(request.id(), atOnce.get()));
            } else if (initialize == null) {
                throw new ProtocolException(ProtocolException.INVALID_REQUEST, "Send `initialize` first.");
            } else if (eras.sdk().serves(request.method())) {
                handle(request, caller, reply, runner);
            } else {
                throw Methods.unknown(request.method());
            }
        } catch (ProtocolException e) {
            reply.end(200, JsonRpc.error(request.id(), e.error()));
        } catch (RuntimeException e) {
            fail(request, reply, e);
        }
    }

    private static void fail(Message.Request request, Reply reply, Throwable e) {
        LOG.error("{} failed", request.method(), e);
        reply.end(200, JsonRpc.error(request.id(), ProtocolException.internal().error()));
    }

    /** What is answered without the SDK's session. */
    private Optional<Map<String, Object>> atOnce(Message.Request request, Caller caller) throws ProtocolException {
        switch (request.method()) {
            case "ping" -> {
                return Optional.of(Map.of());
            }
            case "initialize" -> {
                Map<String, Object> result = eras.methods().initialize(request.params(), caller);
                initialize = request.params();
                takesBatches = Message.Batch.VERSION.equals(result.get("protocolVersion"));
                subscriptions.watchLists();
                return Optional.of(result);
            }
            case "logging/setLevel" -> {
                if (initialize == null || !eras.methods().declares("logging")) {
                    return Optional.empty();
                }
                sdk().setLogLevel(request.params());
                return Optional.of(Map.of());
            }
            default -> {
                return initialize == null
                        ? Optional.empty()
                        : eras.methods().list(request.method(), request.params(), caller);
            }
        }
    }

    private void handle(Message.Request request, CallerOf from, Reply reply, Runner runner) throws ProtocolException {
        Cancellation cancellation = inFlight.begin(request.id());
        Caller caller = from.with(cancellation);
        Runnable whenDone = () -> inFlight.end(request.id(), cancellation);
        try {
            runner.run(() -> {
                try {
                    sdk().handle(request, caller, subscriptions, reply, whenDone);
                } catch (RuntimeException | Error e) {
                    // this may be a thread of its own, where nobody else would answer
                    fail(request, reply, e);
                    whenDone.run();
                }
            });
        } catch (ProtocolException busy) {
            whenDone.run();
            throw busy;
        }
    }

    private void stateless(Message.Request request, CallerOf from, Runner runner) {
        Cancellation cancellation = inFlight.begin(request.id());
        eras.stateless()
                .answer(
                        request,
                        from.with(cancellation),
                        new Reply() {
                            @Override
                            public void notify(String json) {
                                deliver(json);
                            }

                            @Override
                            public void end(int status, @Nullable String json) {
                                if (json != null && !cancellation.isCancelled()) {
                                    deliver(json);
                                }
                                inFlight.end(request.id(), cancellation);
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
        inFlight.hurryAll();
        subscriptions.close();
        return inFlight.awaitQuiet(limit);
    }

    /** Cancels everything that runs: nobody is there to hear the answers. */
    void abandon() {
        inFlight.cancelAll();
        subscriptions.close();
    }

    private synchronized SdkConnection sdk() {
        if (sdk == null) {
            Map<String, Object> opening = initialize;
            if (opening == null) {
                throw new IllegalStateException("not open yet");
            }
            sdk = new SdkConnection(eras.sdk(), UUID.randomUUID().toString(), opening, this::deliver);
        }
        return sdk;
    }
}
