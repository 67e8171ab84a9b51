package com.osmtalk.server.call;

import com.osmtalk.server.store.DatabaseUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Charges calls for the time that their two telephones stay connected through a server after a person has taken them
 * over. What they use is stored while it lasts; where nothing more is told of a call, since its server has died, it is
 * charged for what was stored last.
 */
public final class BridgedCalls {
    private static final Logger LOG = LoggerFactory.getLogger(BridgedCalls.class);

    /** A server that lives tells of each of them every quarter of a minute. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    private static final long PAUSE_MILLIS = 1_000;

    private final BridgeStore store;
    private final CallLifecycle lifecycle;
    private final EventWriters writers;

    public BridgedCalls(BridgeStore store, CallLifecycle lifecycle, EventWriters writers) {
        this.store = store;
        this.lifecycle = lifecycle;
        this.writers = writers;
    }

    /** From any thread; returns immediately. */
    void held(String callId, Duration lines) {
        writers.run(false, () -> {
            try {
                store.held(callId, lines);
            } catch (RuntimeException e) {
                LOG.warn("{}: what its lines use could not be stored; it is told again: {}", callId, e.getMessage());
            }
        });
    }

    /** From any thread; returns immediately, and is tried until it is stored. */
    void over(String callId, Duration lines) {
        writers.opened();
        writers.run(true, () -> charge(callId, lines));
    }

    private void charge(String callId, Duration lines) {
        try {
            if (lifecycle.bridgeOver(callId, lines)) {
                writers.emptied();
                return;
            }
            LOG.debug("{}: its own end is not stored yet", callId);
        } catch (DatabaseUnavailableException e) {
            LOG.warn("{}: what its lines have used is charged when the database is back", callId);
        } catch (RuntimeException e) {
            LOG.error("{}: what its lines have used after its end can't be charged", callId, e);
            writers.emptied();
            return;
        }
        writers.runLater(PAUSE_MILLIS, true, () -> charge(callId, lines));
    }

    /** Charges what is told of no more. */
    public void chargeSilent() {
        store.silentFor(LONGEST_SILENCE).forEach((callId, lines) -> {
            if (lifecycle.bridgeOver(callId, lines)) {
                LOG.warn("{}: the server that connected its telephones is gone; their time is charged", callId);
            }
        });
    }
}
