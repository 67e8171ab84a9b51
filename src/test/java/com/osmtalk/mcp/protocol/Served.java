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
    private final Eras eras;
    private final HttpHost host;

    Served(Features features) {
        this(features, Clock.systemUTC());
    }

    Served(Features features, Clock clock) {
        eras = new Eras(features, 64, clock);
        Gate gate = new Gate(List.of(), null, false);
        host = new HttpHost(
                List.of(
                        new Endpoint(StreamableServlet.PATH, new StreamableServlet(eras, gate, clock, timer)),
                        new Endpoint(SseServlet.PATH + "/*", new SseServlet(eras, gate, timer))),
                0);
    }

    Eras eras() {
        return eras;
    }

    URI mcp() {
        return host.url().resolve(StreamableServlet.PATH);
    }

    StatelessClient stateless() {
        return new StatelessClient(mcp());
    }

    /** A client on stdio that has said nothing yet. */
    Lines lines() throws IOException {
        return new Lines((in, out) -> new StdioTransport(eras, in, out, timer).serve());
    }

    @Override
    public void close() {
        eras.close();
        host.close();
        timer.shutdownNow();
    }
}
