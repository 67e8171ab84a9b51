package com.osmtalk.server.cluster;

import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that work on this database. Each writes a heartbeat every few seconds; one that has not for a while is
 * evicted by the others, and the calls it held count as interrupted. There is no leader and no connection between
 * servers: the table is all they share.
 */
public final class ClusterMembers implements AutoCloseable {
    /** The id of no server, for a call that is over before any has held it. */
    public static final String NONE = "none";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterMembers.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration EVICTED_AFTER = Duration.ofSeconds(30);

    private final Database database;
    private final MemberStore store;
    private final Clock clock;
    private final String id = Ids.next("srv");
    private final ScheduledExecutorService heartbeats = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    public ClusterMembers(Database database, Clock clock) {
        this.database = database;
        this.store = new MemberStore(database);
        this.clock = clock;
    }

    /** This server's own id, new at each start. */
    public String id() {
        return id;
    }

    /**
     * Becomes a member.
     *
     * @param alone no other server can be on this database, as on SQLite, whose home is locked: whoever is listed is
     *     dead
     */
    public void join(boolean alone) {
        database.transaction(handle -> {
            if (alone) {
                store.deleteAll();
            }
            store.insert(id, clock.millis());
            return null;
        });
        heartbeats.scheduleWithFixedDelay(
                this::heartbeat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Removes members that have not been heard of; never this one, whose clock may have jumped over a sleep. */
    public void evictSilent() {
        store.deleteSilentSince(clock.millis() - EVICTED_AFTER.toMillis(), id);
    }

    private void heartbeat() {
        try {
            store.heartbeat(id, clock.millis());
        } catch (RuntimeException e) {
            LOG.warn(
                    "could not write a heartbeat; without one for {} s the other servers take this one for dead: {}",
                    EVICTED_AFTER.toSeconds(),
                    e.getMessage());
        }
    }

    /** Leaves. Calls that are still held count as interrupted from now on. */
    @Override
    public void close() {
        heartbeats.shutdownNow();
        store.delete(id);
    }
}
