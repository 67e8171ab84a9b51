package com.osmtalk.mcp.protocol;

import com.osmtalk.mcp.protocol.http.HttpRefusedException;
import com.osmtalk.mcp.protocol.http.OpenStreams;
import com.osmtalk.mcp.protocol.http.StreamableServlet;
import com.osmtalk.mcp.protocol.http.VersionHeader;
import com.osmtalk.mcp.protocol.jsonrpc.MalformedMessageException;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.legacy.LegacyHttp;
import com.osmtalk.mcp.protocol.modern.ModernHttp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * What comes over Streamable HTTP: a request that brings its revision along is stateless, the others belong to a
 * session. Only the latter have a stream to listen on, and an end.
 */
final class StreamableMessages implements StreamableServlet.Handler {
    private final ProtocolServer server;
    private final OpenStreams streams = new OpenStreams();
    private final ModernHttp modern;
    private final LegacyHttp legacy;

    StreamableMessages(ProtocolServer server, Clock clock) {
        this.server = server;
        this.modern = new ModernHttp(streams, server.workers());
        this.legacy = new LegacyHttp(server.legacy(), streams, server.workers(), clock);
    }

    @Override
    public void receive(Message message, HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpRefusedException, MalformedMessageException {
        if (VersionHeader.isStateless(request, message)) {
            modern.receive(message, server.modern(), request, response);
        } else {
            VersionHeader.refuseUnknown(request);
            legacy.receive(message, request, response);
        }
    }

    @Override
    public Optional<String> scope(Message message) {
        return server.scope(message);
    }

    @Override
    public void listen(HttpServletRequest request) throws IOException, HttpRefusedException {
        legacy.listen(request);
    }

    @Override
    public void endSession(HttpServletRequest request) throws HttpRefusedException {
        legacy.endSession(request);
    }

    @Override
    public void heartbeat() {
        streams.heartbeat();
        legacy.heartbeat();
    }

    @Override
    public Set<String> keysOfStreams() {
        return streams.keys();
    }

    @Override
    public boolean holds(String key) {
        return streams.holds(key) || legacy.holds(key);
    }

    @Override
    public void endAll(String key) {
        // the streams first: what is cancelled then could not tell why
        streams.endAll(key);
        legacy.endAll(key);
    }

    @Override
    public void close() {
        legacy.close();
        streams.close();
    }
}
