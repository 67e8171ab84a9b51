package com.osmtalk.mcp.protocol;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The two ways of speaking the protocol over the same features: with sessions, through the SDK, and stateless, through a
 * layer of our own that can go when the SDK speaks it.
 */
public final class ProtocolServer implements AutoCloseable {
    private final ServerMethods methods;
    private final WorkerPool workers;
    private final Clock clock;
    private @Nullable ModernProtocol modern;
    private @Nullable LegacyProtocol legacy;

    /** @param requestsAtOnce how many requests may be worked on at the same time, over all clients */
    public ProtocolServer(ServerFeatures features, int requestsAtOnce, Clock clock) {
        this.methods = new ServerMethods(features);
        this.workers = new WorkerPool(requestsAtOnce);
        this.clock = clock;
    }

    ServerMethods methods() {
        return methods;
    }

    WorkerPool workers() {
        return workers;
    }

    /** Made when it is first needed, as the other era is. */
    synchronized ModernProtocol modern() {
        if (modern == null) {
            modern = new ModernProtocol(methods, clock);
        }
        return modern;
    }

    /** Made when it is first needed: to load the SDK takes longer than to answer a client's opening. */
    synchronized LegacyProtocol legacy() {
        if (legacy == null) {
            legacy = new LegacyProtocol(methods);
        }
        return legacy;
    }

    /** Ends running requests and subscriptions. */
    @Override
    public synchronized void close() {
        if (modern != null) {
            modern.close();
        }
        workers.close();
    }
}
