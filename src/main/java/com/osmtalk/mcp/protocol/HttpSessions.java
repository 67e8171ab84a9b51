package com.osmtalk.mcp.protocol;

import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of Streamable HTTP. Clients seldom say goodbye, so the ones unused for longest go: after half a day, or
 * when there are too many. A client whose session is gone is told to initialize again.
 */
final class HttpSessions {
    private static final int MAX = 10_000;
    private static final Duration IDLE = Duration.ofHours(12);

    /** Which were used longest ago come first. */
    private final Map<String, Session> byId = new LinkedHashMap<>(16, 0.75f, true);

    private final Clock clock;

    HttpSessions(Clock clock) {
        this.clock = clock;
    }

    /** A session and what runs in it. */
    static final class Session {
        private final McpStreamableServerSession sdk;
        private final InFlight inFlight = new InFlight();
        private Instant lastUse;

        Session(McpStreamableServerSession sdk, Instant now) {
            this.sdk = sdk;
            this.lastUse = now;
        }

        McpStreamableServerSession sdk() {
            return sdk;
        }

        InFlight inFlight() {
            return inFlight;
        }
    }

    synchronized void add(McpStreamableServerSession sdk) {
        byId.put(sdk.getId(), new Session(sdk, clock.instant()));
        Iterator<Session> oldest = byId.values().iterator();
        Instant idleSince = clock.instant().minus(IDLE);
        while (oldest.hasNext()) {
            Session session = oldest.next();
            if (byId.size() <= MAX && session.lastUse.isAfter(idleSince)) {
                break;
            }
            session.inFlight().cancelAll();
            oldest.remove();
        }
    }

    synchronized Optional<Session> find(String id) {
        Session session = byId.get(id);
        if (session != null) {
            session.lastUse = clock.instant();
        }
        return Optional.ofNullable(session);
    }

    synchronized void remove(Session session) {
        byId.remove(session.sdk().getId());
        session.inFlight().cancelAll();
    }

    synchronized void clear() {
        byId.values().forEach(session -> session.inFlight().cancelAll());
        byId.clear();
    }
}
