package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.http.HttpRefusedException;
import com.osmtalk.mcp.protocol.http.Shares;
import com.osmtalk.mcp.protocol.http.Shares.Share;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of Streamable HTTP. Each belongs to the key that opened it: to another's requests it does not exist.
 * Clients seldom end theirs, so those that nobody uses any more are evicted, after half a day, or after some minutes
 * where room is needed; such a client is told to initialize again. Room is made among a key's own sessions, so that who
 * opens many ends nobody else's.
 */
final class StreamableSessions {
    private static final int MAX = 10_000;
    private static final int MAX_PER_KEY = 500;
    private static final int MAX_PER_ADDRESS = 2_000;
    private static final Duration IDLE_LIMIT = Duration.ofHours(12);

    /** How long a session has to be unused before it makes room for another. */
    private static final Duration SOON_IDLE = Duration.ofMinutes(10);

    /** In the order of use: which were used longest ago come first. */
    private final Map<String, StreamableSession> byId = new LinkedHashMap<>(16, 0.75f, true);

    private final Shares shares = new Shares("sessions", MAX_PER_KEY, MAX_PER_ADDRESS);
    private final Clock clock;

    StreamableSessions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Room for one more session of a key, from a network address.
     *
     * @throws HttpRefusedException when there is none: 429 for who has as many as they may, 503 where all have
     */
    Share room(@Nullable String apiKey, String address) throws HttpRefusedException {
        if (isFull() && !evictOldest(session -> true)) {
            throw new HttpRefusedException(
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "This server has as many sessions as it can hold. Try again later.");
        }
        try {
            return shares.take(apiKey, address);
        } catch (HttpRefusedException tooMany) {
            if (!evictOldest(session -> session.belongsTo(apiKey))) {
                throw tooMany;
            }
            return shares.take(apiKey, address);
        }
    }

    private synchronized boolean isFull() {
        return byId.size() >= MAX;
    }

    void add(StreamableSession session) {
        synchronized (this) {
            byId.put(session.sdk().getId(), session);
        }
        session.subscriptions().watchLists();
    }

    /** When they are used, sessions are found by this. */
    Instant now() {
        return clock.instant();
    }

    /** Ends the sessions that nobody uses any more. */
    void evictIdle() {
        Instant idleSince = clock.instant().minus(IDLE_LIMIT);
        // not while holding the lock: to end one is to wait for what is just being written to its client
        take(session -> true, idleSince, Integer.MAX_VALUE).forEach(StreamableSession::end);
    }

    /** Ends the session of some that was unused for longest, if that was some minutes. False when there is none. */
    private boolean evictOldest(Predicate<StreamableSession> some) {
        List<StreamableSession> oldest = take(some, clock.instant().minus(SOON_IDLE), 1);
        oldest.forEach(StreamableSession::end);
        return !oldest.isEmpty();
    }

    /** Takes out sessions that were not used since. */
    private synchronized List<StreamableSession> take(
            Predicate<StreamableSession> some, Instant idleSince, int atMost) {
        List<StreamableSession> taken = new ArrayList<>();
        Iterator<StreamableSession> sessions = byId.values().iterator();
        while (sessions.hasNext() && taken.size() < atMost) {
            StreamableSession session = sessions.next();
            if (session.lastUse().isAfter(idleSince)) {
                break;
            }
            if (some.test(session) && !session.isBusy()) {
                sessions.remove();
                taken.add(session);
            }
        }
        return taken;
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

    /** Gives up what no client came back for. */
    void heartbeat() {
        all().forEach(session -> session.streams().heartbeat());
    }

    /** Ends one session. */
    void remove(StreamableSession session) {
        synchronized (this) {
            byId.remove(session.sdk().getId());
        }
        session.end();
    }

    /** Whether there is a session of a key. */
    boolean holds(String key) {
        return shares.holds(key);
    }

    /** Ends the sessions of a key. */
    void endAll(String key) {
        all().stream().filter(session -> session.belongsTo(key)).forEach(this::remove);
    }

    /** Ends all of them. */
    void clear() {
        all().forEach(this::remove);
    }

    private synchronized List<StreamableSession> all() {
        return List.copyOf(byId.values());
    }
}
