package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.RunningRequests;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A session, what runs in it and what it watches. */
final class StreamableSession {
    private final McpStreamableServerSession sdk;
    private final boolean takesBatches;
    private final @Nullable String apiKey;
    private final SessionSubscriptions subscriptions;
    private final RunningRequests running = new RunningRequests();
    private Instant lastUse;

    StreamableSession(
            McpStreamableServerSession sdk,
            boolean takesBatches,
            @Nullable String apiKey,
            ServerFeatures features,
            Instant now) {
        this.sdk = sdk;
        this.takesBatches = takesBatches;
        this.apiKey = apiKey;
        this.lastUse = now;
        // without a stream that listens there is nobody to tell
        this.subscriptions = new SessionSubscriptions(
                features,
                (method, params) ->
                        sdk.sendNotification(method, params).onErrorComplete().subscribe());
    }

    McpStreamableServerSession sdk() {
        return sdk;
    }

    boolean takesBatches() {
        return takesBatches;
    }

    RunningRequests running() {
        return running;
    }

    SessionSubscriptions subscriptions() {
        return subscriptions;
    }

    boolean belongsTo(@Nullable String key) {
        return Objects.equals(apiKey, key);
    }

    /** Guarded by the sessions it is one of, as {@link #usedAt} is. */
    Instant lastUse() {
        return lastUse;
    }

    void usedAt(Instant now) {
        lastUse = now;
    }

    void end() {
        running.cancelAll();
        subscriptions.close();
        sdk.close();
    }
}
