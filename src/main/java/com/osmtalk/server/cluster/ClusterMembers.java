package com.osmtalk.server.cluster;

import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.DatabaseUnavailableException;
import com.osmtalk.server.store.Ids;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that work on this database. Each writes a heartbeat every few seconds; one that has not for a while is
 * evicted by the others, and the calls it held count as interrupted. There is no leader and no connection between
 * servers: the table is all they share, and the database's clock decides.
 *
 * <p>A server that was evicted and lives, because its process was stopped or its database could not be reached for a
 * while, finds out at its next heartbeat. It stops taking jobs, joins anew under another id, takes the calls with it
 * that nobody has ended yet, and goes on.
 */
public final class ClusterMembers implements AutoCloseable {
    /** The id of no server, for a call that is over before any has held it. */
    public static final String NONE = "none";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterMembers.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /** Four heartbeats; a pause for the garbage of a busy server, or a restart of PostgreSQL, is shorter. */
    private static final Duration EVICTED_AFTER = Duration.ofSeconds(8);

    private final Database database;
    private final MemberStore store;
    private final ClusterClock clock;
    private final List<Eviction> evictions = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService heartbeats = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "heartbeat");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String id = Ids.next("srv");

    private volatile boolean joined;
    private volatile boolean alone;

    /** By {@link System#nanoTime}. */
    private volatile long lastHeartbeat;

    /** Since when there was one every few seconds. */
    private volatile long steadySince;

    /** What others do when a server is evicted, this one or another. */
    public interface Eviction {
        /** Others have evicted this server: it takes nothing new until it has joined anew. */
        void evicted();

        /** It joins anew: part of the transaction. What it holds by its old id is to be held by the new one. */
        void joining(String oldId, String newId);

        /** It has. */
        void joined();

        /** Another server is evicted: part of the transaction. What it had begun is to be taken over. */
        void evictedOther(String otherId);
    }

    /** @param clock read again with each heartbeat */
    public ClusterMembers(Database database, ClusterClock clock) {
        this.database = database;
        this.store = new MemberStore(database);
        this.clock = clock;
    }

    /** Whoever is told of evictions; to be called while the server is wired. */
    public void subscribe(Eviction eviction) {
        evictions.add(eviction);
    }

    /** This server's own id: new at each start, and whenever it has joined anew. */
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
        this.alone = alone;
        database.transaction(handle -> {
            if (alone) {
                store.deleteAll();
            }
            store.insert(id);
            return null;
        });
        database.checkFile();
        lastHeartbeat = System.nanoTime();
        steadySince = lastHeartbeat;
        joined = true;
        heartbeats.scheduleWithFixedDelay(
                this::heartbeat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether this server has joined, and was heard of so recently that others take it for alive. */
    public boolean isAlive() {
        return joined && System.nanoTime() - lastHeartbeat < EVICTED_AFTER.toNanos();
    }

    /**
     * Whether what only one server should do is this one's to do: that of the longest-standing member. When it leaves
     * or is evicted, it is the next one's; one that joins anew is the last. For a moment two may think it theirs, or
     * none: a server learns of it when it asks.
     *
     * @throws DatabaseUnavailableException when it can't be seen
     */
    public boolean isEldest() {
        return alone || isAlive() && store.eldest().filter(id::equals).isPresent();
    }

    /**
     * Writes a heartbeat now, to see whether anything can be written.
     *
     * @throws DatabaseUnavailableException when nothing can
     */
    public void probe() {
        store.heartbeat(id);
    }

    /**
     * To be asked inside the transaction in which this server takes something as its own.
     *
     * @throws DatabaseUnavailableException when it was evicted; it joins anew within seconds
     */
    public void requireMembership() {
        if (!store.isListed(id)) {
            throw new DatabaseUnavailableException("this server was evicted, and is about to join anew", null);
        }
    }

    /**
     * Evicts members that have not been heard of; never this one. A server that could not write heartbeats itself, as
     * all can't while the database is away, gives the others time to be heard of again.
     */
    public void evictSilent() {
        if (!isAlive() || System.nanoTime() - steadySince < EVICTED_AFTER.toNanos()) {
            return;
        }
        database.transaction(handle -> {
            List<String> silent = store.deleteSilent(EVICTED_AFTER.toMillis(), id);
            silent.forEach(each -> LOG.warn("{} has not been heard of and is evicted", each));
            silent.forEach(each -> evictions.forEach(eviction -> eviction.evictedOther(each)));
            return null;
        });
    }

    /** One heartbeat; it is due every few seconds. */
    void heartbeat() {
        try {
            database.checkFile();
            // where nobody else is there to read it, none is written: the disk of an idle machine may rest
            if (!(alone ? store.isListed(id) : store.heartbeat(id))) {
                joinAnew();
            }
            long now = System.nanoTime();
            if (now - lastHeartbeat > 2 * HEARTBEAT.toNanos()) {
                steadySince = now;
            }
            lastHeartbeat = now;
            clock.adjust();
        } catch (RuntimeException e) {
            LOG.warn(
                    "could not write a heartbeat; without one for {} s the other servers take this one for dead: {}",
                    EVICTED_AFTER.toSeconds(),
                    e.getMessage());
        }
    }

    private void joinAnew() {
        String old = id;
        String fresh = Ids.next("srv");
        LOG.warn("{} was evicted: the other servers had not heard of it for {} s", old, EVICTED_AFTER.toSeconds());
        evictions.forEach(Eviction::evicted);
        database.transaction(handle -> {
            store.insert(fresh);
            evictions.forEach(eviction -> eviction.joining(old, fresh));
            return null;
        });
        id = fresh;
        evictions.forEach(Eviction::joined);
        LOG.warn("{} has joined anew as {}", old, fresh);
    }

    /** Leaves. Calls that are still held count as interrupted from now on. */
    @Override
    public void close() {
        heartbeats.shutdownNow();
        store.delete(id);
    }
}
