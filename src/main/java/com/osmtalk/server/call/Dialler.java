package com.osmtalk.server.call;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Call;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Latency;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.Usage;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.compliance.Compliance;
import com.osmtalk.server.dnc.DncList;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.CallPlan;
import com.osmtalk.voice.LiveCall;
import com.osmtalk.voice.Switchboard;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns queued calls into dialled ones, each once. The job may run again after a crash, but the call is claimed in the
 * database before the carrier is asked, and a claimed call is never dialled again: recovery ends it as interrupted.
 */
public final class Dialler {
    private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int RETRIES = 8;

    private final String serverId;
    private final Database database;
    private final CallStore calls;
    private final TurnStore turns;
    private final CallLifecycle lifecycle;
    private final LiveCalls live;
    private final Agents agents;
    private final DncList dnc;
    private final Compliance compliance;
    private final PostCallAnalyses analyses;
    private final CallNews news;
    private final Switchboard switchboard;
    private final Clock clock;
    private final Jobs.Job job;

    public Dialler(
            String serverId,
            Database database,
            CallStore calls,
            TurnStore turns,
            CallLifecycle lifecycle,
            LiveCalls live,
            Agents agents,
            DncList dnc,
            Compliance compliance,
            PostCallAnalyses analyses,
            CallNews news,
            Switchboard switchboard,
            Clock clock,
            Jobs jobs) {
        this.serverId = serverId;
        this.database = database;
        this.calls = calls;
        this.turns = turns;
        this.lifecycle = lifecycle;
        this.live = live;
        this.agents = agents;
        this.dnc = dnc;
        this.compliance = compliance;
        this.analyses = analyses;
        this.news = news;
        this.switchboard = switchboard;
        this.clock = clock;
        this.job = jobs.define("dial", FIRST_RETRY, RETRIES, this::dial);
    }

    /** Part of the transaction that stores the call. */
    void request(String callId) {
        job.schedule(callId, clock.instant());
    }

    private void dial(String callId) {
        if (!calls.claim(callId, serverId)) {
            LOG.debug("{} was ended before it was dialled, or is dialled already", callId);
            return;
        }
        StoredCall stored = calls.require(callId);
        CompletableFuture<LiveCall> handle = live.add(callId);
        CallRecorder recorder = new CallRecorder(
                stored,
                database,
                lifecycle,
                calls,
                turns,
                dnc,
                live,
                analyses,
                news,
                compliance.optOutPhrases(stored.organizationId()));
        LOG.info("dialling {}", callId);
        try {
            handle.complete(switchboard.dial(plan(stored), recorder));
        } catch (RuntimeException e) {
            LOG.error("can't dial {}", callId, e);
            recorder.ended(new CallEnd(
                    FailureReason.CARRIER_UNAVAILABLE, EndedBy.PLATFORM, Duration.ZERO, Usage.NONE, Latency.NONE));
        }
    }

    private CallPlan plan(StoredCall stored) {
        Call call = stored.call();
        Agent agent = agents.forCall(stored.organizationId(), call.agentId(), call.agentVersion());
        return new CallPlan(
                call.id(), PhoneNumber.of(call.from()), PhoneNumber.of(call.to()), agent, call.dynamicVariables());
    }
}
