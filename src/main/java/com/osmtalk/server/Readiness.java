package com.osmtalk.server;

import com.osmtalk.server.call.CallIntake;
import com.osmtalk.server.cluster.ClusterMembers;
import com.osmtalk.server.store.DatabaseDamagedException;
import com.osmtalk.server.store.DatabaseUnavailableException;
import java.time.Duration;
import java.util.Optional;

/** Whether this server can do its work now: what load balancers and supervisors ask {@code GET /readyz} for. */
final class Readiness {
    /** Anybody may ask; the database is not asked each time. */
    private static final Duration KEPT = Duration.ofMillis(500);

    private final ClusterMembers members;
    private final CallIntake intake;
    private long checkedAt;
    private boolean reachable;

    Readiness(ClusterMembers members, CallIntake intake) {
        this.members = members;
        this.intake = intake;
    }

    /** What stands against it, as a sentence; empty: it is ready. */
    Optional<String> obstacle() {
        if (!intake.isOpen()) {
            return Optional.of("This server is about to stop.");
        }
        if (!databaseIsReachable()) {
            return Optional.of("The server's database is not available at the moment.");
        }
        return members.isAlive()
                ? Optional.empty()
                : Optional.of("This server is starting, or could not tell the others for a while that it is alive.");
    }

    private synchronized boolean databaseIsReachable() {
        if (checkedAt == 0 || System.nanoTime() - checkedAt > KEPT.toNanos()) {
            try {
                members.probe();
                reachable = true;
            } catch (DatabaseUnavailableException | DatabaseDamagedException e) {
                reachable = false;
            }
            checkedAt = System.nanoTime();
        }
        return reachable;
    }
}
