package com.osmtalk.mcp.protocol.http;

import com.osmtalk.mcp.protocol.jsonrpc.ClientConnection;
import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.MalformedMessageException;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.RequestExecutor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP+SSE transport of 2024-11-05: {@code GET /sse} opens the stream of answers and names the address that takes
 * messages. The SDK's own servlet is deprecated, mixes the events of two threads, keeps sessions of clients that have
 * left and blocks a thread for every running tool (2.1.0). The transport was replaced with 2025-03-26; it can go when
 * no client speaks it any more.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2024-11-05/basic/transports#http-with-sse">the
 *     transport</a>
 */
public final class SseServlet extends McpServlet implements KeyHolder {
    public static final String PATH = "/sse";

    private static final String MESSAGES = "/message";
    private static final String SESSION_ID = "sessionId=";
    private static final int MAX_CONNECTIONS = 2_000;
    private static final int MAX_PER_KEY = 100;
    private static final int MAX_PER_ADDRESS = 500;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Map<String, SseConnection> connections = new ConcurrentHashMap<>();
    private final transient Shares shares = new Shares("open streams", MAX_PER_KEY, MAX_PER_ADDRESS);
    private final transient Function<ClientConnection.Output, ClientConnection> opener;
    private final transient Function<Message, Optional<String>> scopes;
    private final transient RequestExecutor workers;

    /**
     * @param opener opens a connection for each client
     * @param scopes what an access token has to be good for to bring a message
     * @param timer for heartbeats; it keeps belonging to the caller
     */
    public SseServlet(
            Function<ClientConnection.Output, ClientConnection> opener,
            Function<Message, Optional<String>> scopes,
            RequestExecutor workers,
            AccessPolicy access,
            ScheduledExecutorService timer) {
        super(access);
        access.keys().add(this);
        this.opener = opener;
        this.scopes = scopes;
        this.workers = workers;
        timer.scheduleWithFixedDelay(
                () -> connections.values().forEach(connection -> connection.stream.heartbeat()),
                HEARTBEAT.toMillis(),
                HEARTBEAT.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpRefusedException, MalformedMessageException {
        VersionHeader.refuseUnknown(request);
        boolean forMessages = MESSAGES.equals(request.getPathInfo());
        if (!forMessages) {
            requireNothingBelow(request);
        }
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

    private void connect(HttpServletRequest request) throws IOException, HttpRefusedException {
        if (connections.size() >= MAX_CONNECTIONS) {
            throw new HttpRefusedException(
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "This server has as many connections as it can hold. Try again later.");
        }
        Shares.Share share = shares.take(request);
        String id = UUID.randomUUID().toString();
        SseConnection connection = new SseConnection(opener, request, () -> {
            connections.remove(id);
            share.close();
        });
        connections.put(id, connection);
        connection.stream.event(
                "endpoint", request.getContextPath() + request.getServletPath() + MESSAGES + "?" + SESSION_ID + id);
    }

    private void receive(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpRefusedException, MalformedMessageException {
        SseConnection connection = connections.get(sessionId(request));
        if (connection == null || !Objects.equals(connection.apiKey, HttpMessages.apiKey(request))) {
            throw unknown();
        }
        Message message = JsonRpc.read(HttpMessages.body(request));
        access.keys().requireScope(scopes.apply(message), request, response);
        // what is accepted is done, be it that a phone rings: not for one who would never hear of it
        if (!connection.stream.isClientThere()) {
            throw unknown();
        }
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setContentLength(0);
        response.flushBuffer();
        connection.client.receive(message, cancellation -> HttpMessages.requester(request, cancellation), workers);
    }

    /**
     * The id as we gave it out. To ask the servlet for its parameters would read a body of form data, too, and what
     * is not text would count as our fault.
     */
    private static String sessionId(HttpServletRequest request) {
        String query = request.getQueryString();
        return Stream.of(query == null ? new String[0] : query.split("&"))
                .filter(parameter -> parameter.startsWith(SESSION_ID))
                .map(parameter -> parameter.substring(SESSION_ID.length()))
                .findFirst()
                .orElse("");
    }

    private static HttpRefusedException unknown() {
        return new HttpRefusedException(
                HttpServletResponse.SC_NOT_FOUND, "No such session: open a stream with GET " + PATH + " first.");
    }

    @Override
    public Set<String> keysOfStreams() {
        Set<String> keys = new HashSet<>();
        for (SseConnection connection : connections.values()) {
            if (connection.apiKey != null) {
                keys.add(connection.apiKey);
            }
        }
        return keys;
    }

    @Override
    public boolean holds(String key) {
        return shares.holds(key);
    }

    @Override
    public void endAll(String key) {
        connections.values().stream()
                .filter(connection -> key.equals(connection.apiKey))
                .forEach(SseConnection::close);
    }

    @Override
    public void destroy() {
        connections.values().forEach(SseConnection::close);
    }

    /** One client: its stream, and what its messages are handed to. */
    private static final class SseConnection implements ClientConnection.Output {
        private final EventStream stream;
        private final ClientConnection client;
        private final @Nullable String apiKey;

        SseConnection(
                Function<ClientConnection.Output, ClientConnection> opener,
                HttpServletRequest request,
                Runnable whenGone) {
            this.client = opener.apply(this);
            this.apiKey = HttpMessages.apiKey(request);
            this.stream = new EventStream(request.startAsync(), () -> {
                whenGone.run();
                client.abandon();
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
