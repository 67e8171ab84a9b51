package com.osmtalk.mcp.protocol;

import com.osmtalk.mcp.HttpHost;
import com.osmtalk.mcp.Lines;
import com.osmtalk.mcp.OsmTalkMcp.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Features of a test's own on every transport, over real sockets. */
final class Served implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ProtocolServer server;
    private final HttpHost host;

    Served(ServerFeatures features) {
        this(features, Clock.systemUTC());
    }

    Served(ServerFeatures features, Clock clock) {
        server = new ProtocolServer(features, 64, clock);
        AccessPolicy access = new AccessPolicy(List.of(), null, false);
        host = new HttpHost(
                List.of(
                        new Endpoint(StreamableServlet.PATH, new StreamableServlet(server, access, clock, timer)),
                        new Endpoint(SseServlet.PATH + "/*", new SseServlet(server, access, timer))),
                0);
    }

    ProtocolServer server() {
        return server;
    }

    URI mcp() {
        return host.url().resolve(StreamableServlet.PATH);
    }

    ModernClient modern() {
        return new ModernClient(mcp());
    }

    /** A client on stdio that has said nothing yet. */
    Lines lines() throws IOException {
        return new Lines((in, out) -> new StdioTransport(server, in, out, timer).serve());
    }

    @Override
    public void close() {
        server.close();
        host.close();
        timer.shutdownNow();
    }
}
