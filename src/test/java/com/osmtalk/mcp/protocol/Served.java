package com.osmtalk.mcp.protocol;

import com.osmtalk.mcp.HttpHost;
import com.osmtalk.mcp.Lines;
import com.osmtalk.mcp.OsmTalkMcp.Endpoint;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.http.AccessPolicy;
import com.osmtalk.mcp.protocol.http.KeyCheck;
import com.osmtalk.mcp.protocol.http.StreamableServlet;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Features of a test's own on every transport, over real sockets. */
public final class Served implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ProtocolServer server;
    private final HttpHost host;

    public Served(ServerFeatures features) {
        this(features, Clock.systemUTC());
    }

    public Served(ServerFeatures features, Clock clock) {
        server = new ProtocolServer(features, 64, clock);
        AccessPolicy access = new AccessPolicy(List.of(), null, false, KeyCheck.ANY);
        host = new HttpHost(
                server.servlets(access, timer).entrySet().stream()
                        .map(servlet -> new Endpoint(servlet.getKey(), servlet.getValue()))
                        .toList(),
                0);
    }

    public ProtocolServer server() {
        return server;
    }

    public URI mcp() {
        return host.url().resolve(StreamableServlet.PATH);
    }

    public ModernClient modern() {
        return new ModernClient(mcp());
    }

    /** A client on stdio that has said nothing yet. */
    public Lines lines() throws IOException {
        return new Lines((in, out) -> server.serveStdio(in, out, timer));
    }

    @Override
    public void close() {
        server.close();
        host.close();
        timer.shutdownNow();
    }
}
