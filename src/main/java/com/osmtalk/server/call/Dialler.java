package com.osmtalk.server.call;

import com.osmtalk.api.FailureReason;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.voice.CallEvents;
import com.osmtalk.voice.CallPlan;
import com.osmtalk.voice.LiveCall;
import com.osmtalk.voice.Switchboard;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dials queued calls, by a job that is stored in the transaction that admits the call: a server that dies right after
 * it has accepted a call dials it when it starts again, or another one does. A job may run twice, but {@link
 * CallStarter} begins each call once.
 */
public final class Dialler {
    private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int RETRIES = 8;

    private final CallStarter starter;
    private final Switchboard switchboard;
    private final Clock clock;
    private final Jobs.Job job;

    public Dialler(CallStarter starter, Switchboard switchboard, Clock clock, Jobs jobs) {
        this.starter = starter;
        this.switchboard = switchboard;
        this.clock = clock;
        this.job = jobs.define("dial", FIRST_RETRY, RETRIES, this::dial);
    }

    /** Part of the transaction that stores the call. */
    void request(String callId) {
        job.schedule(callId, clock.instant());
    }

    private void dial(String callId) {
        if (!starter.begin(callId, this::dial, FailureReason.CARRIER_UNAVAILABLE)) {
            LOG.debug("{} was ended before it was dialled, or is dialled already", callId);
        }
    }

    private LiveCall dial(CallPlan plan, CallEvents events) {
        LOG.info("dialling {}", plan.callId());
        return switchboard.dial(plan, events);
    }
}
