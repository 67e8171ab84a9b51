package com.osmtalk.mcp.protocol;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpLoggableSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Streamable HTTP transport, for both eras: a request that brings its revision along is stateless, the others belong
 * to a session. A request is answered with plain JSON or, once there is progress to tell, with a stream of events; no
 * web thread is held while a tool runs.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http">with
 *     sessions</a>, <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports">without</a>
 */
public final class StreamableServlet extends McpServlet {
    public static final String PATH = "/mcp";

    private static final Logger LOG = LoggerFactory.getLogger(StreamableServlet.class);
    private static final String SESSION_ID = "Mcp-Session-Id";
    private static final String TAKES = "GET, POST, DELETE";
    /** A client that has left is noticed at the second beat at the latest, and what it waited for is called off. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);

    private final ProtocolServer server;
    private final StreamableSessions sessions;

    /** The streams that stay open to be told of changes. */
    private final Set<EventStream> listening = ConcurrentHashMap.newKeySet();

    /** @param timer for heartbeats; it keeps belonging to the caller */
    public StreamableServlet(ProtocolServer server, AccessPolicy access, Clock clock, ScheduledExecutorService timer) {
        super(access);
        this.server = server;
        this.sessions = new StreamableSessions(clock);
        timer.scheduleWithFixedDelay(this::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        listening.forEach(EventStream::beat);
        sessions.sweep();
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpExchange.Refused, JsonRpc.Malformed {
        switch (request.getMethod()) {
            case "POST" -> receive(request, response);
            case "GET" -> listen(request);
            case "DELETE" -> {
                ModernHeaders.refuseUnknownVersion(request);
                sessions.remove(session(request));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> throw methodNotAllowed(response, TAKES);
        }
    }

    private void receive(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpExchange.Refused, JsonRpc.Malformed {
        String accept = String.valueOf(request.getHeader("Accept")).toLowerCase(Locale.ROOT);
        boolean anything = accept.contains("*/*");
        if (!anything && !(accept.contains(HttpExchange.JSON) && accept.contains(HttpExchange.EVENTS))) {
            throw new HttpExchange.Refused(
                    HttpServletResponse.SC_NOT_ACCEPTABLE, "Accept must name application/json and text/event-stream.");
        }
        Message message = JsonRpc.read(HttpExchange.body(request));
        if (ModernHeaders.mean(request, message)) {
            receiveStateless(message, request, response);
        } else {
            ModernHeaders.refuseUnknownVersion(request);
            receiveInSession(message, request, response);
        }
    }

    private void receiveStateless(Message message, HttpServletRequest http, HttpServletResponse response)
            throws IOException, JsonRpc.Malformed {
        if (message instanceof Message.Batch) {
            throw Message.Batch.refusal();
        }
        if (!(message instanceof Message.Request request)) {
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
            return;
        }
        try {
            ModernHeaders.check(http, request);
        } catch (ProtocolException e) {
            HttpExchange.json(response, e.status(), JsonRpc.error(request.id(), e.error()));
            return;
        }
        Cancellation cancellation = new Cancellation();
        EventStream stream = openStream(http, cancellation::cancel);
        server.modern().answer(request, HttpExchange.requester(http, cancellation), stream, server.workers());
    }

    private void receiveInSession(Message message, HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpExchange.Refused, JsonRpc.Malformed {
        if (message instanceof Message.Request initialize && initialize.method().equals("initialize")) {
            open(initialize, request, response);
            return;
        }
        StreamableSessions.Session session = session(request);
        if (message instanceof Message.Batch && !session.takesBatches()) {
            throw Message.Batch.refusal();
        }
        Cancellation gone = new Cancellation();
        Requester requester = HttpExchange.requester(request, gone);
        // a stream that broke cannot be taken up again, so nobody would get the answer
        EventStream stream = new EventStream(request.startAsync(), gone::cancel);
        if (message instanceof Message.Batch batch) {
            BatchResponder.each(batch, stream, (each, part) -> receive(each, session, requester, part));
        } else {
            receive(message, session, requester, stream);
        }
    }

    private void receive(
            Message message, StreamableSessions.Session session, Requester requester, Responder responder) {
        if (message instanceof Message.Request call) {
            begin(call, session, requester, responder);
            return;
        }
        if (message instanceof Message.Notification notification) {
            session.running().cancel(notification.cancelledId());
        } else if (message instanceof Message.Response answer) {
            session.sdk().accept(LegacyProtocol.sdk(answer)).subscribe(done -> {}, LegacyProtocol::logAnswer);
        }
        responder.end(HttpServletResponse.SC_ACCEPTED, null);
    }

    private void open(Message.Request request, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        try {
            Map<String, Object> result =
                    server.methods().initialize(request.params(), HttpExchange.requester(http, new Cancellation()));
            McpStreamableServerSession session =
                    server.legacy().open(UUID.randomUUID().toString(), request.params());
            sessions.add(
                    session,
                    Message.Batch.VERSION.equals(result.get("protocolVersion")),
                    HttpExchange.apiKey(http),
                    server.methods().features());
            response.setHeader(SESSION_ID, session.getId());
            HttpExchange.json(response, HttpServletResponse.SC_OK, JsonRpc.result(request.id(), result));
        } catch (ProtocolException e) {
            HttpExchange.json(response, HttpServletResponse.SC_OK, JsonRpc.error(request.id(), e.error()));
        }
    }

    private void begin(
            Message.Request call, StreamableSessions.Session session, Requester requester, Responder responder) {
        try {
            Optional<Map<String, Object>> atOnce = atOnce(call, session, requester);
            if (atOnce.isPresent()) {
                responder.end(HttpServletResponse.SC_OK, JsonRpc.result(call.id(), atOnce.get()));
            } else if (server.legacy().serves(call.method())) {
                work(call, session, requester, responder);
            } else {
                throw ServerMethods.unknown(call.method());
            }
        } catch (ProtocolException e) {
            responder.end(HttpServletResponse.SC_OK, JsonRpc.error(call.id(), e.error()));
        } catch (RuntimeException e) {
            fail(call, responder, e);
        }
    }

    private static void fail(Message.Request call, Responder responder, Throwable e) {
        LOG.error("{} failed", call.method(), e);
        responder.end(
                HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                JsonRpc.error(call.id(), ProtocolException.internal().error()));
    }

    private Optional<Map<String, Object>> atOnce(
            Message.Request call, StreamableSessions.Session session, Requester requester) throws ProtocolException {
        if (call.method().equals("ping")) {
            return Optional.of(Map.of());
        }
        if (call.method().equals("logging/setLevel") && server.methods().declares("logging")) {
            session.sdk().setMinLoggingLevel(LegacyProtocol.logLevel(call.params()));
            return Optional.of(Map.of());
        }
        return server.methods().list(call.method(), call.params(), requester);
    }

    private void work(Message.Request call, StreamableSessions.Session session, Requester from, Responder responder)
            throws ProtocolException {
        Cancellation cancellation = session.running().begin(call.id());
        from.cancellation().whenCancelled(cancellation::cancel);
        Requester requester = new Requester(from.apiKey(), from.options(), cancellation);
        Runnable whenDone = () -> session.running().end(call.id(), cancellation);
        try {
            server.workers().run(() -> {
                try {
                    handle(call, session, requester, responder, whenDone);
                } catch (RuntimeException | Error e) {
                    // on a thread of its own, where nobody else would answer
                    fail(call, responder, e);
                    whenDone.run();
                }
            });
        } catch (ProtocolException busy) {
            whenDone.run();
            throw busy;
        }
    }

    private static void handle(
            Message.Request call,
            StreamableSessions.Session session,
            Requester requester,
            Responder responder,
            Runnable whenDone) {
        session.sdk()
                .responseStream(new SdkStreamTransport(responder))
                .handle(LegacyProtocol.sdk(call))
                .contextWrite(context -> context.put(
                        McpTransportContext.KEY, LegacyProtocol.context(requester, session.subscriptions())))
                .doFinally(end -> {
                    whenDone.run();
                    responder.end(HttpServletResponse.SC_OK, null);
                })
                .subscribe(done -> {}, LegacyProtocol::log);
    }

    /** The stream on which a session is told what it did not ask for just now. */
    private void listen(HttpServletRequest request) throws IOException, HttpExchange.Refused {
        ModernHeaders.refuseUnknownVersion(request);
        if (!String.valueOf(request.getHeader("Accept")).contains(HttpExchange.EVENTS)) {
            throw new HttpExchange.Refused(
                    HttpServletResponse.SC_NOT_ACCEPTABLE, "Accept must name text/event-stream.");
        }
        McpStreamableServerSession session = session(request).sdk();
        CompletableFuture<McpLoggableSession> listener = new CompletableFuture<>();
        EventStream stream = openStream(request, () -> listener.thenAccept(McpLoggableSession::close));
        listener.complete(session.listeningStream(new SdkStreamTransport(stream)));
        stream.open();
    }

    private EventStream openStream(HttpServletRequest request, Runnable whenGone) {
        EventStream[] self = new EventStream[1];
        self[0] = new EventStream(request.startAsync(), () -> {
            listening.remove(self[0]);
            whenGone.run();
        });
        listening.add(self[0]);
        return self[0];
    }

    private StreamableSessions.Session session(HttpServletRequest request) throws HttpExchange.Refused {
        String id = request.getHeader(SESSION_ID);
        if (id == null || id.isBlank()) {
            throw new HttpExchange.Refused(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "The header Mcp-Session-Id is missing: send `initialize` first.");
        }
        return sessions.find(id, HttpExchange.apiKey(request))
                .orElseThrow(() -> new HttpExchange.Refused(
                        HttpServletResponse.SC_NOT_FOUND, "That session has ended: send `initialize` again."));
    }

    @Override
    public void destroy() {
        sessions.clear();
        listening.forEach(EventStream::close);
    }
}
