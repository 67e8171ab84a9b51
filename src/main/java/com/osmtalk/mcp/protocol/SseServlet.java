package com.osmtalk.mcp.protocol;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP+SSE transport of 2024-11-05: {@code GET /sse} opens the stream of answers and names the address that takes
 * messages. The SDK's own servlet is deprecated, mixes the events of two threads, keeps sessions of clients that have
 * left and blocks a thread for every running tool.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2024-11-05/basic/transports#http-with-sse">the transport</a>
 */
public final class SseServlet extends McpServlet {
    public static final String PATH = "/sse";

    private static final String MESSAGES = "/message";
    private static final String SESSION_ID = "sessionId=";
    private static final int MAX_CONNECTIONS = 2_000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Map<String, Connection> connections = new ConcurrentHashMap<>();
    private final ProtocolServer server;

    /** @param timer for heartbeats; it keeps belonging to the caller */
    public SseServlet(ProtocolServer server, AccessPolicy access, ScheduledExecutorService timer) {
        super(access);
        this.server = server;
        timer.scheduleWithFixedDelay(
                () -> connections.values().forEach(connection -> connection.stream.beat()),
                HEARTBEAT.toMillis(),
                HEARTBEAT.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpExchange.Refused, JsonRpc.Malformed {
        ModernHeaders.refuseUnknownVersion(request);
        boolean forMessages = MESSAGES.equals(request.getPathInfo());
        switch (request.getMethod()) {
            case "GET" -> {
                if (forMessages) {
                    throw methodNotAllowed(response, "POST");
                }
                connect(request);
            }
            case "POST" -> {
                if (!forMessages) {
                    // clients that know both transports try this first, to tell them apart
                    throw methodNotAllowed(response, "GET");
                }
                receive(request, response);
            }
            default -> throw methodNotAllowed(response, forMessages ? "POST" : "GET");
        }
    }

    private void connect(HttpServletRequest request) throws IOException, HttpExchange.Refused {
        if (connections.size() >= MAX_CONNECTIONS) {
            throw new HttpExchange.Refused(
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE, "This server takes no more connections now.");
        }
        String id = UUID.randomUUID().toString();
        Connection connection = new Connection(server, request, () -> connections.remove(id));
        connections.put(id, connection);
        connection.stream.event(
                "endpoint", request.getContextPath() + request.getServletPath() + MESSAGES + "?" + SESSION_ID + id);
    }

    private void receive(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpExchange.Refused, JsonRpc.Malformed {
        Connection connection = connections.get(sessionId(request));
        if (connection == null || !Objects.equals(connection.apiKey, HttpExchange.apiKey(request))) {
            throw unknown();
        }
        Message message = JsonRpc.read(HttpExchange.body(request));
        // what is accepted is done, be it that a phone rings: not for one who would never hear of it
        if (!connection.stream.isHeard()) {
            throw unknown();
        }
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setContentLength(0);
        response.flushBuffer();
        connection.peer.receive(
                message, cancellation -> HttpExchange.requester(request, cancellation), server.workers());
    }

    /** As we gave it out. To read all parameters would be to read a form, too, and what is no text would be our fault. */
    private static String sessionId(HttpServletRequest request) {
        String query = request.getQueryString();
        return Stream.of(query == null ? new String[0] : query.split("&"))
                .filter(parameter -> parameter.startsWith(SESSION_ID))
                .map(parameter -> parameter.substring(SESSION_ID.length()))
                .findFirst()
                .orElse("");
    }

    private static HttpExchange.Refused unknown() {
        return new HttpExchange.Refused(
                HttpServletResponse.SC_NOT_FOUND, "No such session: open a stream with GET " + PATH + " first.");
    }

    @Override
    public void destroy() {
        connections.values().forEach(Connection::close);
    }

    private static final class Connection implements Peer.Wire {
        private final EventStream stream;
        private final Peer peer;
        private final @Nullable String apiKey;

        Connection(ProtocolServer server, HttpServletRequest request, Runnable whenGone) {
            this.peer = new Peer(server, this);
            this.apiKey = HttpExchange.apiKey(request);
            this.stream = new EventStream(request.startAsync(), () -> {
                whenGone.run();
                peer.abandon();
            });
        }

        @Override
        public void send(String json) throws IOException {
            stream.event("message", json);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
