package com.osmtalk.mcp.protocol;

import com.osmtalk.mcp.protocol.jsonrpc.BatchResponder;
import com.osmtalk.mcp.protocol.jsonrpc.Cancellation;
import com.osmtalk.mcp.protocol.jsonrpc.ClientConnection;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolVersions;
import com.osmtalk.mcp.protocol.jsonrpc.RequestExecutor;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import com.osmtalk.mcp.protocol.jsonrpc.Responder;
import com.osmtalk.mcp.protocol.jsonrpc.RunningRequests;
import com.osmtalk.mcp.protocol.legacy.LegacyConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client on a two-way connection (stdio, HTTP+SSE), who may speak either way: a request that brings its revision
 * along is stateless, the others belong to the connection's session.
 */
final class TwoWayConnection implements ClientConnection {
    private static final Logger LOG = LoggerFactory.getLogger(TwoWayConnection.class);

    private final ProtocolServer server;
    private final Output output;
    private final RunningRequests running = new RunningRequests();
    private final LegacyConnection session;

    /** Answers on the connection itself; for a request that came by itself, not in a batch. */
    private final Responder responder = new Responder() {
        @Override
        public void send(String json) {
            TwoWayConnection.this.send(json);
        }

        @Override
        public void end(int status, @Nullable String json) {
            if (json != null) {
                TwoWayConnection.this.send(json);
            }
        }
    };

    TwoWayConnection(ProtocolServer server, Output output) {
        this.server = server;
        this.output = output;
        this.session = new LegacyConnection(server.legacy(), running, this);
    }

    @Override
    public void receive(Message message, Function<Cancellation, Requester> requester, RequestExecutor executor) {
        if (!(message instanceof Message.Batch batch)) {
            receive(message, requester, responder, executor);
        } else if (session.takesBatches()) {
            BatchResponder.each(batch, responder, (each, part) -> receive(each, requester, part, server.workers()));
        } else {
            send(Message.Batch.refusal().answer());
        }
    }

    private void receive(
            Message message,
            Function<Cancellation, Requester> requester,
            Responder responder,
            RequestExecutor executor) {
        if (message instanceof Message.Request request) {
            if (ProtocolVersions.isStateless(request)) {
                answerStateless(request, requester, executor);
            } else {
                session.receive(request, requester, responder, executor);
            }
            return;
        }
        if (message instanceof Message.Notification notification) {
            // of the others, none has anything to do here
            running.cancel(notification.cancelledId());
        } else if (message instanceof Message.Response response) {
            session.receive(response);
        }
        responder.end(202, null);
    }

    private void answerStateless(
            Message.Request request, Function<Cancellation, Requester> requester, RequestExecutor executor) {
        Cancellation cancellation = running.begin(request.id());
        server.modern()
                .answer(
                        request,
                        requester.apply(cancellation),
                        new Responder() {
                            @Override
                            public void send(String json) {
                                TwoWayConnection.this.send(json);
                            }

                            @Override
                            public void end(int status, @Nullable String json) {
                                if (json != null && !cancellation.isCancelled()) {
                                    TwoWayConnection.this.send(json);
                                }
                                running.end(request.id(), cancellation);
                            }
                        },
                        executor);
    }

    @Override
    public void send(String json) {
        try {
            output.send(json);
        } catch (IOException e) {
            LOG.debug("The client is gone: {}", e.toString());
            abandon();
            output.close();
        }
    }

    @Override
    public boolean finish(Duration limit) throws InterruptedException {
        running.stopWaitingAll();
        session.close();
        return running.awaitAll(limit);
    }

    @Override
    public void abandon() {
        running.cancelAll();
        session.close();
    }
}
