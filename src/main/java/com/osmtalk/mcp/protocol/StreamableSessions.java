package com.osmtalk.mcp.protocol;

import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of Streamable HTTP. Each belongs to the key that opened it. Clients seldom say goodbye, so the ones unused
 * for longest go: after half a day, or when there are too many. A client whose session is gone is told to initialize
 * again.
 */
final class StreamableSessions {
    private static final int MAX = 10_000;
    private static final Duration IDLE = Duration.ofHours(12);

    /** Which were used longest ago come first. */
    private final Map<String, Session> byId = new LinkedHashMap<>(16, 0.75f, true);

    private final Clock clock;

    StreamableSessions(Clock clock) {
        this.clock = clock;
    }

    /** A session, what runs in it and what it watches. */
    static final class Session {
        private final McpStreamableServerSession sdk;
        private final boolean takesBatches;
        private final @Nullable String apiKey;
        private final SessionSubscriptions subscriptions;
        private final RunningRequests running = new RunningRequests();
        private Instant lastUse;

        Session(
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
                    (method, params) -> sdk.sendNotification(method, params)
                            .onErrorComplete()
                            .subscribe());
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

        private void end() {
            running.cancelAll();
            subscriptions.close();
            sdk.close();
        }
    }

    void add(McpStreamableServerSession sdk, boolean takesBatches, @Nullable String apiKey, ServerFeatures features) {
        Session session = new Session(sdk, takesBatches, apiKey, features, clock.instant());
        synchronized (this) {
            byId.put(sdk.getId(), session);
        }
        session.subscriptions.watchLists();
        sweep();
    }

    /** Ends the sessions that nobody uses any more. */
    void sweep() {
        // not while holding the lock: to end one is to wait for what is just being written to its client
        unused().forEach(Session::end);
    }

    private synchronized List<Session> unused() {
        List<Session> unused = new ArrayList<>();
        Iterator<Session> oldest = byId.values().iterator();
        Instant idleSince = clock.instant().minus(IDLE);
        while (oldest.hasNext()) {
            Session session = oldest.next();
            if (byId.size() <= MAX && session.lastUse.isAfter(idleSince)) {
                break;
            }
            oldest.remove();
            unused.add(session);
        }
        return unused;
    }

    /** Empty for another's session, too: it is none of theirs, not even that it is there. */
    synchronized Optional<Session> find(String id, @Nullable String apiKey) {
        Session session = byId.get(id);
        if (session == null || !Objects.equals(session.apiKey, apiKey)) {
            return Optional.empty();
        }
        session.lastUse = clock.instant();
        return Optional.of(session);
    }

    void remove(Session session) {
        synchronized (this) {
            byId.remove(session.sdk().getId());
        }
        session.end();
    }

    void clear() {
        List<Session> all;
        synchronized (this) {
            all = List.copyOf(byId.values());
            byId.clear();
        }
        all.forEach(Session::end);
    }
}
