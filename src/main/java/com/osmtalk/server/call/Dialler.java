package com.osmtalk.server.call;

import com.osmtalk.api.FailureReason;
import com.osmtalk.server.call.CallStarter.Attempt;
import com.osmtalk.server.store.DatabaseUnavailableException;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.voice.CallEvents;
import com.osmtalk.voice.CallPlan;
import com.osmtalk.voice.LiveCall;
import com.osmtalk.voice.Switchboard;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dials queued calls, by a job that is stored in the transaction that admits the call: a server that dies right after
 * it has accepted a call dials it when it starts again, or another one does. A job may run twice, but {@link
 * CallStarter} begins each call once.
 *
 * <p>When the database goes away while a call is claimed, nobody knows whether the claim is stored. This server then
 * holds the call and asks again until the database is back; it alone can, since a claimed call is nobody else's.
 */
public final class Dialler {
    private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int RETRIES = 8;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final CallStarter starter;
    private final Switchboard switchboard;
    private final EventWriters writers;
    private final Clock clock;
    private final Jobs.Job job;
    /** Calls at whose dialling this server is: a job that runs again meanwhile must not make a second attempt. */
    private final Set<String> dialling = ConcurrentHashMap.newKeySet();

    public Dialler(CallStarter starter, Switchboard switchboard, EventWriters writers, Clock clock, Jobs jobs) {
        this.starter = starter;
        this.switchboard = switchboard;
        this.writers = writers;
        this.clock = clock;
        this.job = jobs.define("dial", FIRST_RETRY, RETRIES, this::dial, this::giveUp);
    }

    /** Part of the transaction that stores the call. */
    void request(String callId) {
        job.schedule(callId, clock.instant());
    }

    private void dial(String callId) {
        if (!dialling.add(callId)) {
            throw new DatabaseUnavailableException(callId + " is being dialled, and waits for the database", null);
        }
        attempt(callId, Attempt.first(clock.instant()));
    }

    /** @throws DatabaseUnavailableException for the job: it must stay until the outcome is known */
    private void attempt(String callId, Attempt attempt) {
        try {
            if (!starter.begin(callId, attempt, this::dial, FailureReason.CARRIER_UNAVAILABLE)) {
                LOG.debug("{} was ended before it was dialled, or is dialled already", callId);
                if (attempt.again()) {
                    starter.releaseDoubt(callId);
                }
            }
            dialling.remove(callId);
        } catch (DatabaseUnavailableException e) {
            starter.holdInDoubt(callId);
            writers.runLater(PAUSE.toMillis(), false, () -> attemptAgain(callId, attempt.next()));
            throw e;
        } catch (RuntimeException | Error e) {
            dialling.remove(callId);
            throw e;
        }
    }

    private void attemptAgain(String callId, Attempt attempt) {
        try {
            attempt(callId, attempt);
        } catch (DatabaseUnavailableException stillAway) {
            LOG.debug("{} waits for the database", callId, stillAway);
        }
    }

    /** Nothing that waits for it may wait for ever. */
    private void giveUp(String callId) {
        if (!dialling.contains(callId)) {
            starter.giveUp(callId, FailureReason.CARRIER_UNAVAILABLE);
        }
    }

    private LiveCall dial(CallPlan plan, CallEvents events) {
        LOG.info("dialling {}", plan.callId());
        return switchboard.dial(plan, events);
    }
}
