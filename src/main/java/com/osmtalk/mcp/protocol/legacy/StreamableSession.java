package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.http.SessionStreams;
import com.osmtalk.mcp.protocol.http.Shares.Share;
import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.RunningRequests;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One session of Streamable HTTP: the SDK's half of it, whose key opened it, its streams, what runs in it and what it
 * watches.
 */
final class StreamableSession {
    private final McpStreamableServerSession sdk;
    private final boolean takesBatches;
    private final @Nullable String apiKey;
    private final Map<String, Object> capabilities;
    private final SessionStreams streams;
    private final Share share;
    private final SessionSubscriptions subscriptions;
    private final @Nullable SessionTasks tasks;
    private final RunningRequests running = new RunningRequests();
    private Instant lastUse;

    /**
     * @param share of the sessions that its key may have, given back at its end
     * @param tasks null where the session's revision has none
     */
    StreamableSession(
            McpStreamableServerSession sdk,
            boolean takesBatches,
            @Nullable String apiKey,
            Map<String, Object> capabilities,
            SessionStreams streams,
            Share share,
            ServerFeatures features,
            @Nullable SessionTasks tasks,
            Instant now) {
        this.sdk = sdk;
        this.takesBatches = takesBatches;
        this.apiKey = apiKey;
        this.capabilities = capabilities;
        this.streams = streams;
        this.share = share;
        this.tasks = tasks;
        this.lastUse = now;
        // without a stream that listens there is nobody to tell
        this.subscriptions = new SessionSubscriptions(
                features, (method, params) -> streams.tell(JsonRpc.notification(method, params)));
    }

    McpStreamableServerSession sdk() {
        return sdk;
    }

    /** Whether it is of the one revision that has batches. */
    boolean takesBatches() {
        return takesBatches;
    }

    /** What its client declared in the opening. */
    Map<String, Object> capabilities() {
        return capabilities;
    }

    RunningRequests running() {
        return running;
    }

    SessionStreams streams() {
        return streams;
    }

    SessionSubscriptions subscriptions() {
        return subscriptions;
    }

    /** Null where the session's revision has none. */
    @Nullable
    SessionTasks tasks() {
        return tasks;
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

    /** Whether it is in use though nothing is asked just now: a tool runs, or the client listens. */
    boolean isBusy() {
        return running.isAny() || streams.isAnyAttached();
    }

    /** Cancels what runs, and closes the streams. */
    void end() {
        share.close();
        running.cancelAll();
        subscriptions.close();
        streams.close();
        sdk.close();
    }
}
