package com.osmtalk.server.call;

import com.osmtalk.server.cluster.ClusterMembers;
import com.osmtalk.server.cluster.LiveCalls;
import com.osmtalk.server.store.DatabaseUnavailableException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings together what is stored of live calls and who holds them. A stored call whose server has died, or that this
 * server has claimed and does not hold, is ended as interrupted and charged for what was used; a line that is held here
 * although its call is over, or another server's, is interrupted. Calls that are merely queued are left alone: their
 * dial job is in the database, and some server will run it.
 */
public final class CallRecovery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallRecovery.class);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ClusterMembers members;
    private final CallStore calls;
    private final CallLifecycle lifecycle;
    private final LiveCalls live;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "call-recovery");
        made.setDaemon(true);
        return made;
    });

    /** Found once to differ. A call is held a moment after it is claimed, and released a moment after it is ended. */
    private Differences before = new Differences(Set.of(), Set.of());

    public CallRecovery(ClusterMembers members, CallStore calls, CallLifecycle lifecycle, LiveCalls live) {
        this.members = members;
        this.calls = calls;
        this.lifecycle = lifecycle;
        this.live = live;
    }

    private record Differences(Set<String> unheld, Set<String> unowned) {}

    /** Repeats {@link #run} from now on, on each server by itself: a call that one holds only that one knows of. */
    public void start() {
        thread.scheduleWithFixedDelay(this::tryToRun, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private void tryToRun() {
        try {
            run();
        } catch (RuntimeException e) {
            LOG.warn("calls that nothing holds could not be looked for: {}", e.getMessage());
        }
    }

    /** The calls of a server that is now a member by another id. */
    public void adopt(String oldId, String newId) {
        calls.adopt(oldId, newId);
    }

    public synchronized void run() {
        members.evictSilent();
        calls.orphans().forEach(callId -> end(callId, "its server is gone"));

        Set<String> held = live.held();
        Set<String> ours = calls.heldBy(members.id());
        Differences now = new Differences(without(ours, held), without(held, ours));
        now.unheld().stream().filter(before.unheld()::contains).forEach(callId -> end(callId, "nothing holds it"));
        now.unowned().stream().filter(before.unowned()::contains).forEach(callId -> {
            LOG.warn("{} is over, or another server's: its line is hung up", callId);
            live.interrupt(callId);
        });
        before = now;
    }

    private void end(String callId, String why) {
        try {
            lifecycle.interrupted(callId);
            LOG.warn("{} was interrupted: {}", callId, why);
        } catch (IllegalTransitionException endedMeanwhile) {
            LOG.debug("{} has ended by itself", callId);
        } catch (DatabaseUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // one call must not keep the others from being ended
            LOG.error("{} can't be ended", callId, e);
        }
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}
