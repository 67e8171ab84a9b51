package com.osmtalk.mcp.protocol;

import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.feature.ServerMethods;
import com.osmtalk.mcp.protocol.http.AccessPolicy;
import com.osmtalk.mcp.protocol.http.ResourceMetadataServlet;
import com.osmtalk.mcp.protocol.http.SseServlet;
import com.osmtalk.mcp.protocol.http.StreamableServlet;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.WorkerPool;
import com.osmtalk.mcp.protocol.legacy.LegacyProtocol;
import com.osmtalk.mcp.protocol.modern.ModernProtocol;
import com.osmtalk.mcp.protocol.stdio.StdioTransport;
import jakarta.servlet.http.HttpServlet;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the protocol over the features of a server, on every transport and in both ways: with sessions, through
 * those of the SDK, and stateless, through a layer of our own. It is all that a program needs: give it {@link
 * ServerFeatures}, and either {@link #serveStdio} one client or mount its {@link #servlets}.
 */
public final class ProtocolServer implements AutoCloseable {
    /** How soon the streams of a key end that was disabled. */
    private static final long RECHECK_SECONDS = 3;

    private final ServerMethods methods;
    private final WorkerPool workers;
    private final Clock clock;
    private final LegacyProtocol legacy;
    private @Nullable ModernProtocol modern;

    /** @param requestsAtOnce how many requests may be worked on at the same time, over all clients */
    public ProtocolServer(ServerFeatures features, int requestsAtOnce, Clock clock) {
        this.methods = new ServerMethods(features);
        this.workers = new WorkerPool(requestsAtOnce);
        this.clock = clock;
        this.legacy = new LegacyProtocol(methods, workers, clock);
    }

    /**
     * Serves one client until its input ends and everything asked before is answered.
     *
     * @param timer it keeps belonging to the caller
     */
    public void serveStdio(InputStream in, OutputStream out, ScheduledExecutorService timer)
            throws InterruptedException {
        new StdioTransport(output -> new TwoWayConnection(this, output), workers, in, out, timer).serve();
    }

    /**
     * New servlets, by the path they want to be mounted at: Streamable HTTP, HTTP+SSE, and what they tell who brings
     * no key. They must be mounted with asynchronous processing allowed.
     *
     * @param timer for heartbeats; it keeps belonging to the caller
     */
    public Map<String, HttpServlet> servlets(AccessPolicy access, ScheduledExecutorService timer) {
        Map<String, HttpServlet> servlets = new LinkedHashMap<>();
        servlets.put(
                StreamableServlet.MOUNT, new StreamableServlet(new StreamableMessages(this, clock), access, timer));
        servlets.put(
                SseServlet.PATH + "/*",
                new SseServlet(output -> new TwoWayConnection(this, output), this::scope, workers, access, timer));
        timer.scheduleWithFixedDelay(
                () -> workers.execute(access::recheckKeys), RECHECK_SECONDS, RECHECK_SECONDS, TimeUnit.SECONDS);
        servlets.put(ResourceMetadataServlet.PATH + "/*", new ResourceMetadataServlet(access, title()));
        return servlets;
    }

    /** What the server is called, for people. */
    private String title() {
        Map<String, Object> info = methods.features().serverInfo();
        return String.valueOf(info.getOrDefault("title", info.get("name")));
    }

    /** What an access token has to be good for to bring a message; empty: nothing in particular. */
    Optional<String> scope(Message message) {
        if (message instanceof Message.Request request) {
            return methods.features().scope(request.method(), request.params());
        }
        if (message instanceof Message.Batch batch) {
            return batch.messages().stream()
                    .map(this::scope)
                    .flatMap(Optional::stream)
                    .max(Comparator.naturalOrder());
        }
        return Optional.empty();
    }

    WorkerPool workers() {
        return workers;
    }

    LegacyProtocol legacy() {
        return legacy;
    }

    /** Made when it is first needed: most clients speak the other way. */
    synchronized ModernProtocol modern() {
        if (modern == null) {
            modern = new ModernProtocol(methods, clock);
        }
        return modern;
    }

    /** Ends running requests and subscriptions; the servlets' own streams end when they are destroyed. */
    @Override
    public synchronized void close() {
        if (modern != null) {
            modern.close();
        }
        workers.close();
    }
}
