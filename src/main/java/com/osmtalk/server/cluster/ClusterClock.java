package com.osmtalk.server.cluster;

import com.osmtalk.server.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The time that all servers of a database agree on: its own. A server whose clock is wrong would dial too early or too
 * late, take running jobs of others for dead, and let sessions end before their time.
 */
public final class ClusterClock extends Clock {
    /** Less than this may be the way to the database and back. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final Database database;
    private final Clock own;
    private volatile Duration ahead = Duration.ZERO;

    private ClusterClock(Database database, Clock own) {
        this.database = database;
        this.own = own;
    }

    /** Reads the database's clock, and corrects this machine's by it from now on. */
    public static ClusterClock on(Database database, Clock own) {
        ClusterClock clock = new ClusterClock(database, own);
        clock.adjust();
        return clock;
    }

    /** Reads it again; SQLite has no clock but this machine's. */
    public void adjust() {
        if (database.isSqlite()) {
            return;
        }
        long before = System.currentTimeMillis();
        long theirs = database.currentTimeMillis();
        Duration measured = Duration.ofMillis(theirs - (before + System.currentTimeMillis()) / 2);
        if (measured.minus(ahead).abs().compareTo(TOLERANCE) > 0) {
            ahead = measured;
        }
    }

    @Override
    public Instant instant() {
        return own.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return own.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(own.withZone(zone), ahead);
    }
}
