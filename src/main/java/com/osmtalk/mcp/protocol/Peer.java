package com.osmtalk.mcp.protocol;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One client on a two-way connection (stdio, HTTP+SSE). Stands between the wire and the SDK's session to do what the
 * session does not: refuse requests before {@code initialize} instead of holding them for ever, cancel, and know when
 * everything is answered.
 */
final class Peer implements McpServerTransport {
    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

    /** Where messages go: whole lines, one after the other. */
    interface Wire {
        void send(String json) throws IOException;

        void close();
    }

    private final Wire wire;
    private final InFlight inFlight = new InFlight();
    private final McpServerSession session;
    private volatile boolean initialized;

    Peer(McpServerSession.Factory sessions, Wire wire) {
        this.wire = wire;
        this.session = sessions.create(this);
    }

    /**
     * Takes one message. Returns when it is answered or, for a tool call, under way.
     *
     * @param apiKey what came with the message
     */
    void receive(JSONRPCMessage message, @Nullable String apiKey) {
        if (message instanceof JSONRPCRequest request) {
            begin(request, apiKey);
        } else if (message instanceof JSONRPCNotification notification) {
            // of the others, none has anything to do here
            if (JsonRpc.isCancelled(notification)) {
                inFlight.cancel(JsonRpc.cancelledId(notification));
            }
        } else {
            session.handle(message).subscribe(done -> {}, Peer::log);
        }
    }

    private void begin(JSONRPCRequest request, @Nullable String apiKey) {
        if (McpSchema.METHOD_PING.equals(request.method())) {
            deliver(JsonRpc.write(JSONRPCResponse.result(request.id(), Map.of())));
        } else if (McpSchema.METHOD_INITIALIZE.equals(request.method())) {
            session.handle(request).subscribe(done -> {}, Peer::log);
            // the session would hold every request until the client has said so; some never do
            session.handle(new JSONRPCNotification(McpSchema.METHOD_NOTIFICATION_INITIALIZED))
                    .subscribe(done -> {}, Peer::log);
            initialized = true;
        } else if (!initialized) {
            deliver(JsonRpc.error(request.id(), ErrorCodes.INVALID_REQUEST, "Send `initialize` first."));
        } else {
            Cancellation cancellation = inFlight.begin(request.id());
            session.handle(request)
                    .contextWrite(context ->
                            context.put(McpTransportContext.KEY, new Caller(apiKey, cancellation).asContext()))
                    .doFinally(end -> inFlight.end(request.id(), cancellation))
                    .subscribe(done -> {}, Peer::log);
        }
    }

    /** Sends one line of JSON; a connection that is gone ends everything that runs for it. */
    void deliver(String json) {
        try {
            wire.send(json);
        } catch (IOException e) {
            LOG.debug("The client is gone: {}", e.toString());
            inFlight.cancelAll();
            wire.close();
        }
    }

    /** Lets everything that runs come to its end, and what waits stop waiting. False when the time was not enough. */
    boolean finish(Duration limit) throws InterruptedException {
        inFlight.hurryAll();
        return inFlight.awaitQuiet(limit);
    }

    /** Cancels everything that runs: nobody is there to hear the answers. */
    void abandon() {
        inFlight.cancelAll();
    }

    McpServerSession session() {
        return session;
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> deliver(JsonRpc.write(message)));
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return JsonRpc.MAPPER.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> {
            abandon();
            wire.close();
        });
    }

    private static void log(Throwable e) {
        LOG.error("A message could not be handled", e);
    }
}
