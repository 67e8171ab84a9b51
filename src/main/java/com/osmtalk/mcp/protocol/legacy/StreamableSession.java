package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.RunningRequests;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One session of Streamable HTTP: the SDK's half of it, whose key opened it, what runs in it and what it watches. */
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

    /** Whether it is of the one revision that has batches. */
    boolean takesBatches() {
        return takesBatches;
    }

    RunningRequests running() {
        return running;
    }

    SessionSubscriptions subscriptions() {
        return subscriptions;
    }

    /** Whether a key is the one that opened the session. */
    boolean belongsTo(@Nullable String key) {
        return Objects.equals(apiKey, key);
    }

    /** Guarded by the lock of {@link StreamableSessions}, as {@link #usedAt} is. */
    Instant lastUse() {
        return lastUse;
    }

    void usedAt(Instant now) {
        lastUse = now;
    }

    /** Cancels what runs, and closes the streams. */
    void end() {
        running.cancelAll();
        subscriptions.close();
        sdk.close();
    }
}
