package com.osmtalk.mcp.protocol;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The Streamable HTTP transport. A request is answered with plain JSON or, once there is progress to tell, with a
 * stream of events; no thread is held while a tool runs. There is nothing this server says unasked, so GET is refused.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http">the
 *     transport</a>
 */
public final class StreamableServlet extends GatedServlet implements McpStreamableServerTransportProvider {
    public static final String PATH = "/mcp";

    private static final Logger LOG = LoggerFactory.getLogger(StreamableServlet.class);
    private static final String TAKES = "POST, DELETE";

    private final HttpSessions sessions;
    private McpStreamableServerSession.@Nullable Factory factory;

    public StreamableServlet(Gate gate, Clock clock) {
        super(gate);
        this.sessions = new HttpSessions(clock);
    }

    @Override
    public void setSessionFactory(McpStreamableServerSession.Factory factory) {
        this.factory = factory;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpExchange.Refused, JsonRpc.Malformed {
        switch (request.getMethod()) {
            case "POST" -> receive(request, response);
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
        JSONRPCMessage message = JsonRpc.read(HttpExchange.body(request));
        if (message instanceof JSONRPCRequest initialize && McpSchema.METHOD_INITIALIZE.equals(initialize.method())) {
            open(initialize, response);
            return;
        }
        HttpSessions.Session session = session(request);
        if (message instanceof JSONRPCRequest call) {
            begin(call, session, request);
            return;
        }
        if (message instanceof JSONRPCNotification notification && JsonRpc.isCancelled(notification)) {
            session.inFlight().cancel(JsonRpc.cancelledId(notification));
        } else if (message instanceof JSONRPCResponse answer) {
            session.sdk()
                    .accept(answer)
                    .subscribe(done -> {}, e -> LOG.debug("An answer to nothing: {}", e.toString()));
        }
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
    }

    private void open(JSONRPCRequest request, HttpServletResponse response) throws IOException, HttpExchange.Refused {
        McpStreamableServerSession.Factory starts = factory;
        if (starts == null) {
            throw new HttpExchange.Refused(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The server is starting.");
        }
        McpStreamableServerSession.McpStreamableServerSessionInit init =
                starts.startSession(JsonRpc.MAPPER.convertValue(request.params(), McpSchema.InitializeRequest.class));
        McpSchema.InitializeResult result = init.initResult().block();
        sessions.add(init.session());
        response.setHeader(HttpHeaders.MCP_SESSION_ID, init.session().getId());
        HttpExchange.json(
                response, HttpServletResponse.SC_OK, JsonRpc.write(JSONRPCResponse.result(request.id(), result)));
    }

    private static void begin(JSONRPCRequest call, HttpSessions.Session session, HttpServletRequest request) {
        Cancellation cancellation = session.inFlight().begin(call.id());
        Caller caller = new Caller(HttpExchange.apiKey(request), cancellation);
        // a stream that broke cannot be taken up again, so nobody would get the answer
        EventStream stream = new EventStream(request.startAsync(), cancellation::cancel);
        session.sdk()
                .responseStream(new AnswerStream(stream))
                .handle(call)
                .contextWrite(context -> context.put(McpTransportContext.KEY, caller.asContext()))
                .doFinally(end -> {
                    session.inFlight().end(call.id(), cancellation);
                    stream.close();
                })
                .subscribe(done -> {}, e -> LOG.error("A request could not be handled", e));
    }

    private HttpSessions.Session session(HttpServletRequest request) throws HttpExchange.Refused {
        String id = request.getHeader(HttpHeaders.MCP_SESSION_ID);
        if (id == null || id.isBlank()) {
            throw new HttpExchange.Refused(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "The header Mcp-Session-Id is missing: send `initialize` first.");
        }
        return sessions.find(id)
                .orElseThrow(() -> new HttpExchange.Refused(
                        HttpServletResponse.SC_NOT_FOUND, "That session has ended: send `initialize` again."));
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(sessions::clear);
    }
}
