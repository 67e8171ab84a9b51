package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of Streamable HTTP. Each belongs to the key that opened it: to another's requests it does not exist.
 * Clients seldom end theirs, so the least recently used are evicted, after half a day or when there are too many.
 * Such a client is told to initialize again.
 */
final class StreamableSessions {
    private static final int MAX = 10_000;
    private static final Duration IDLE_LIMIT = Duration.ofHours(12);

    /** In the order of use: which were used longest ago come first. */
    private final Map<String, StreamableSession> byId = new LinkedHashMap<>(16, 0.75f, true);

    private final Clock clock;

    StreamableSessions(Clock clock) {
        this.clock = clock;
    }

    void add(McpStreamableServerSession sdk, boolean takesBatches, @Nullable String apiKey, ServerFeatures features) {
        StreamableSession session = new StreamableSession(sdk, takesBatches, apiKey, features, clock.instant());
        synchronized (this) {
            byId.put(sdk.getId(), session);
        }
        session.subscriptions().watchLists();
        evictIdle();
    }

    /** Ends the sessions that nobody uses any more. */
    void evictIdle() {
        // not while holding the lock: to end one is to wait for what is just being written to its client
        takeIdle().forEach(StreamableSession::end);
    }

    private synchronized List<StreamableSession> takeIdle() {
        List<StreamableSession> idle = new ArrayList<>();
        Iterator<StreamableSession> oldest = byId.values().iterator();
        Instant idleSince = clock.instant().minus(IDLE_LIMIT);
        while (oldest.hasNext()) {
            StreamableSession session = oldest.next();
            if (byId.size() <= MAX && session.lastUse().isAfter(idleSince)) {
                break;
            }
            oldest.remove();
            idle.add(session);
        }
        return idle;
    }

    /**
     * A session, which counts as used by this.
     *
     * @return empty for another's session, too: not even that it exists is theirs to know
     */
    synchronized Optional<StreamableSession> find(String id, @Nullable String apiKey) {
        StreamableSession session = byId.get(id);
        if (session == null || !session.belongsTo(apiKey)) {
            return Optional.empty();
        }
        session.usedAt(clock.instant());
        return Optional.of(session);
    }

    /** Ends one session. */
    void remove(StreamableSession session) {
        synchronized (this) {
            byId.remove(session.sdk().getId());
        }
        session.end();
    }

    /** Ends all of them. */
    void clear() {
        List<StreamableSession> all;
        synchronized (this) {
            all = List.copyOf(byId.values());
            byId.clear();
        }
        all.forEach(StreamableSession::end);
    }
}
