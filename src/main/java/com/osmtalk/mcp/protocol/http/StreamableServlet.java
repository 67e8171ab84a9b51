package com.osmtalk.mcp.protocol.http;

import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.MalformedMessageException;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The Streamable HTTP transport. A request is answered with plain JSON or, once there is progress to tell, with a
 * stream of events; no web thread is held while a tool runs. What is ours in it, and what the SDK's lacks, is said at
 * {@link AccessPolicy}, {@link McpServlet} and {@link VersionHeader}.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http">with
 *     sessions</a>, <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports">without</a>
 */
public final class StreamableServlet extends McpServlet implements KeyHolder {
    public static final String PATH = "/mcp";

    /** Where it is mounted: a slash at the end makes no difference. */
    public static final String MOUNT = PATH + "/*";

    private static final String TAKES = "GET, POST, DELETE";
    /** A client that has left is noticed at the second beat at the latest, and what it waited for is cancelled. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);

    /** What is done with the messages: which revisions there are is none of the transport's business. */
    public interface Handler {
        /** Takes a message. If it is a request it is answered, now or later, on the response. */
        void receive(Message message, HttpServletRequest request, HttpServletResponse response)
                throws IOException, HttpRefusedException, MalformedMessageException;

        /** What an access token has to be good for to bring a message; empty: nothing in particular. */
        Optional<String> scope(Message message);

        /** Opens the stream on which a session is told what it did not just ask for. */
        void listen(HttpServletRequest request) throws IOException, HttpRefusedException;

        /** Ends the session that a request names. */
        void endSession(HttpServletRequest request) throws HttpRefusedException;

        /** Called every few seconds: time to look for clients that have left. */
        void heartbeat();

        /** The keys that streams are open for. */
        Set<String> keysOfStreams();

        /** Whether a session or stream is kept for a key. */
        boolean holds(String key);

        /** Ends the sessions and streams of a key. */
        void endAll(String key);

        /** Ends every session and stream. */
        void close();
    }

    private final transient Handler handler;

    /** @param timer for heartbeats; it keeps belonging to the caller */
    public StreamableServlet(Handler handler, AccessPolicy access, ScheduledExecutorService timer) {
        super(access);
        this.handler = handler;
        access.keys().add(this);
        timer.scheduleWithFixedDelay(
                handler::heartbeat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpRefusedException, MalformedMessageException {
        requireNothingBelow(request);
        switch (request.getMethod()) {
            case "POST" -> receive(request, response);
            case "GET" -> listen(request);
            case "DELETE" -> {
                VersionHeader.refuseUnknown(request);
                handler.endSession(request);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> throw methodNotAllowed(response, TAKES);
        }
    }

    private void receive(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpRefusedException, MalformedMessageException {
        String accept = String.valueOf(request.getHeader("Accept")).toLowerCase(Locale.ROOT);
        boolean anything = accept.contains("*/*");
        if (!anything && !(accept.contains(HttpMessages.JSON) && accept.contains(HttpMessages.EVENTS))) {
            throw new HttpRefusedException(
                    HttpServletResponse.SC_NOT_ACCEPTABLE, "Accept must name application/json and text/event-stream.");
        }
        Message message = JsonRpc.read(HttpMessages.body(request));
        access.keys().requireScope(handler.scope(message), request, response);
        handler.receive(message, request, response);
    }

    private void listen(HttpServletRequest request) throws IOException, HttpRefusedException {
        VersionHeader.refuseUnknown(request);
        if (!String.valueOf(request.getHeader("Accept")).contains(HttpMessages.EVENTS)) {
            throw new HttpRefusedException(
                    HttpServletResponse.SC_NOT_ACCEPTABLE, "Accept must name text/event-stream.");
        }
        handler.listen(request);
    }

    @Override
    public Set<String> keysOfStreams() {
        return handler.keysOfStreams();
    }

    @Override
    public boolean holds(String key) {
        return handler.holds(key);
    }

    @Override
    public void endAll(String key) {
        handler.endAll(key);
    }

    @Override
    public void destroy() {
        handler.close();
    }
}
