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

/**
 * The Streamable HTTP transport, for both eras: a request that brings its revision along is stateless, the others belong
 * to a session. A request is answered with plain JSON or, once there is progress to tell, with a stream of events; no
 * web thread is held while a tool runs.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http">with
 *     sessions</a>, <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports">without</a>
 */
public final class StreamableServlet extends GatedServlet {
    public static final String PATH = "/mcp";

    private static final String SESSION_ID = "Mcp-Session-Id";
    private static final String TAKES = "GET, POST, DELETE";
    /** A client that has left is noticed at the second beat at the latest, and what it waited for is called off. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);

    private final Eras eras;
    private final HttpSessions sessions;

    /** The streams that stay open to be told of changes. */
    private final Set<EventStream> listening = ConcurrentHashMap.newKeySet();

    /** @param timer for heartbeats; it keeps belonging to the caller */
    public StreamableServlet(Eras eras, Gate gate, Clock clock, ScheduledExecutorService timer) {
        super(gate);
        this.eras = eras;
        this.sessions = new HttpSessions(clock);
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
        if (StatelessHeaders.mean(request, message)) {
            receiveStateless(message, request, response);
        } else {
            StatelessHeaders.refuseUnknownVersion(request);
            receiveInSession(message, request, response);
        }
    }

    private void receiveStateless(Message message, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        if (!(message instanceof Message.Request request)) {
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
            return;
        }
        try {
            StatelessHeaders.check(http, request);
        } catch (ProtocolException e) {
            HttpExchange.json(response, e.status(), JsonRpc.error(request.id(), e.error()));
            return;
        }
        Cancellation cancellation = new Cancellation();
        EventStream stream = openStream(http, cancellation::cancel);
        eras.stateless().answer(request, HttpExchange.caller(http, cancellation), stream);
    }

    private void receiveInSession(Message message, HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpExchange.Refused {
        if (message instanceof Message.Request initialize && initialize.method().equals("initialize")) {
            open(initialize, request, response);
            return;
        }
        HttpSessions.Session session = session(request);
        if (message instanceof Message.Request call) {
            begin(call, session, request, response);
            return;
        }
        if (message instanceof Message.Notification notification) {
            session.inFlight().cancel(notification.cancelledId());
        } else if (message instanceof Message.Response answer) {
            session.sdk().accept(SdkEra.sdk(answer)).subscribe(done -> {}, SdkEra::logAnswer);
        }
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
    }

    private void open(Message.Request request, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        try {
            Map<String, Object> result =
                    eras.methods().initialize(request.params(), HttpExchange.caller(http, new Cancellation()));
            McpStreamableServerSession session =
                    eras.sdk().open(UUID.randomUUID().toString(), request.params());
            sessions.add(session, HttpExchange.apiKey(http), eras.methods().features());
            response.setHeader(SESSION_ID, session.getId());
            HttpExchange.json(response, HttpServletResponse.SC_OK, JsonRpc.result(request.id(), result));
        } catch (ProtocolException e) {
            HttpExchange.json(response, HttpServletResponse.SC_OK, JsonRpc.error(request.id(), e.error()));
        }
    }

    private void begin(
            Message.Request call,
            HttpSessions.Session session,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        try {
            Optional<Map<String, Object>> atOnce =
                    atOnce(call, session, HttpExchange.caller(request, new Cancellation()));
            if (atOnce.isPresent()) {
                HttpExchange.json(response, HttpServletResponse.SC_OK, JsonRpc.result(call.id(), atOnce.get()));
            } else if (eras.sdk().serves(call.method())) {
                work(call, session, request);
            } else {
                throw Methods.unknown(call.method());
            }
        } catch (ProtocolException e) {
            HttpExchange.json(response, HttpServletResponse.SC_OK, JsonRpc.error(call.id(), e.error()));
        }
    }

    private Optional<Map<String, Object>> atOnce(Message.Request call, HttpSessions.Session session, Caller caller)
            throws ProtocolException {
        if (call.method().equals("ping")) {
            return Optional.of(Map.of());
        }
        if (call.method().equals("logging/setLevel") && eras.methods().declares("logging")) {
            session.sdk().setMinLoggingLevel(SdkEra.logLevel(call.params()));
            return Optional.of(Map.of());
        }
        return eras.methods().list(call.method(), call.params(), caller);
    }

    private void work(Message.Request call, HttpSessions.Session session, HttpServletRequest request) {
        Cancellation cancellation = session.inFlight().begin(call.id());
        Caller caller = HttpExchange.caller(request, cancellation);
        // a stream that broke cannot be taken up again, so nobody would get the answer
        EventStream stream = new EventStream(request.startAsync(), cancellation::cancel);
        session.sdk()
                .responseStream(new SdkStream(stream))
                .handle(SdkEra.sdk(call))
                .contextWrite(context ->
                        context.put(McpTransportContext.KEY, SdkEra.context(caller, session.subscriptions())))
                .doFinally(end -> {
                    session.inFlight().end(call.id(), cancellation);
                    stream.close();
                })
                .subscribe(done -> {}, SdkEra::log);
    }

    /** The stream on which a session is told what it did not ask for just now. */
    private void listen(HttpServletRequest request) throws IOException, HttpExchange.Refused {
        StatelessHeaders.refuseUnknownVersion(request);
        if (!String.valueOf(request.getHeader("Accept")).contains(HttpExchange.EVENTS)) {
            throw new HttpExchange.Refused(
                    HttpServletResponse.SC_NOT_ACCEPTABLE, "Accept must name text/event-stream.");
        }
        McpStreamableServerSession session = session(request).sdk();
        CompletableFuture<McpLoggableSession> listener = new CompletableFuture<>();
        EventStream stream = openStream(request, () -> listener.thenAccept(McpLoggableSession::close));
        listener.complete(session.listeningStream(new SdkStream(stream)));
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

    private HttpSessions.Session session(HttpServletRequest request) throws HttpExchange.Refused {
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
