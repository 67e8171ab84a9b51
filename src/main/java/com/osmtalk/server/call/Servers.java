package com.osmtalk.server.call;

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
 * Which servers are alive on this database. Each says so every few seconds; one that has not for a while is taken for
 * dead, and its calls for interrupted.
 */
public final class Servers implements AutoCloseable {
    /** Stands for no server, on a call that is never to be dialled. */
    static final String NONE = "none";

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(30);

    private final Database database;
    private final ServerStore store;
    private final Clock clock;
    private final String id = Ids.next("srv");
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    public Servers(Database database, Clock clock) {
        this.database = database;
        this.store = new ServerStore(database);
        this.clock = clock;
    }

    /** This server's own id, new at each start. */
    public String id() {
        return id;
    }

    /** Joins the living. @param alone no other server can be on this database: whoever is listed is dead */
    public void join(boolean alone) {
        database.transaction(handle -> {
            if (alone) {
                store.deleteAll();
            }
            store.insert(id, clock.millis());
            return null;
        });
        heart.scheduleWithFixedDelay(this::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Evicts the servers that have not been heard of for half a minute: from then on their calls count as interrupted.
     * Never this one, since its own clock may have jumped while the machine slept.
     */
    void evictSilentServers() {
        store.deleteSilentSince(clock.millis() - DEAD_AFTER.toMillis(), id);
    }

    private void beat() {
        try {
            store.beat(id, clock.millis());
        } catch (RuntimeException e) {
            LOG.warn("could not store this server's heartbeat: {}", e.getMessage());
        }
    }

    /** Leaves the living; calls still held count as interrupted from now on. */
    @Override
    public void close() {
        heart.shutdownNow();
        store.delete(id);
    }
}
