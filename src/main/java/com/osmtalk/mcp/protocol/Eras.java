package com.osmtalk.mcp.protocol;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The two ways of speaking the protocol over the same features: with sessions, through the SDK, and stateless, through a
 * layer of our own that can go when the SDK speaks it.
 */
public final class Eras implements AutoCloseable {
    private final Methods methods;
    private final Workers workers;
    private final Clock clock;
    private @Nullable Stateless stateless;
    private @Nullable SdkEra sdk;

    /** @param requestsAtOnce how many requests may be worked on at the same time, over all clients */
    public Eras(Features features, int requestsAtOnce, Clock clock) {
        this.methods = new Methods(features);
        this.workers = new Workers(requestsAtOnce);
        this.clock = clock;
    }

    Methods methods() {
        return methods;
    }

    Workers workers() {
        return workers;
    }

    /** Made when it is first needed, as the other era is. */
    synchronized Stateless stateless() {
        if (stateless == null) {
            stateless = new Stateless(methods, clock);
        }
        return stateless;
    }

    /** Made when it is first needed: to load the SDK takes longer than to answer a client's opening. */
    synchronized SdkEra sdk() {
        if (sdk == null) {
            sdk = new SdkEra(methods);
        }
        return sdk;
    }

    /** Ends running requests and subscriptions. */
    @Override
    public synchronized void close() {
        if (stateless != null) {
            stateless.close();
        }
        workers.close();
    }
}
