package com.osmtalk.server.call;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.Call;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.voice.Switchboard;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Analyses each finished call that has a transcript. It is a job, stored in the transaction that ends the call, so that
 * it survives a restart and a model that is down for a while.
 */
public final class PostCallAnalyses {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
    private static final int RETRIES = 4;
    private static final long TIME_LIMIT_SECONDS = 90;
    private static final String GAVE_UP = "The analysis was tried " + (RETRIES + 1)
            + " times and gave no result; the server's log says why. The transcript is complete.";
    private static final String SWITCHED_OFF = "The agent's analysis was switched off before this one was made.";

    private final Database database;
    private final CallStore calls;
    private final CallCounterStore counters;
    private final TurnStore turns;
    private final Agents agents;
    private final Switchboard switchboard;
    private final CallPublisher publisher;
    private final Clock clock;
    private final Jobs.Job job;

    public PostCallAnalyses(
            Database database,
            CallStore calls,
            TurnStore turns,
            Agents agents,
            Switchboard switchboard,
            CallPublisher publisher,
            Clock clock,
            Jobs jobs) {
        this.database = database;
        this.publisher = publisher;
        this.calls = calls;
        this.counters = new CallCounterStore(database);
        this.turns = turns;
        this.agents = agents;
        this.switchboard = switchboard;
        this.clock = clock;
        this.job = jobs.define("analyse-call", FIRST_RETRY, RETRIES, this::analyse, this::giveUp);
    }

    /** Part of the transaction that ends the call, which is pending analysis from then on, if it is to have any. */
    void request(String callId) {
        StoredCall stored = calls.require(callId);
        if (!turns.isEmpty(callId) && analysedFor(stored).isPresent() && calls.awaitAnalysis(callId)) {
            job.schedule(callId, clock.instant());
        }
    }

    /** The call's agent, if what this call or all of its calls have found out is wanted. */
    private Optional<Agent> analysedFor(StoredCall stored) {
        Call call = stored.call();
        return agents.ofCall(stored.organizationId(), call.agentId(), call.agentVersion())
                .filter(agent -> wanted(agent, call).enabled());
    }

    private static PostCallAnalysis wanted(Agent agent, Call call) {
        return WantedAnswers.analysis(agent.postCallAnalysis(), call.wantedAnswers());
    }

    private void analyse(String callId) {
        StoredCall stored = calls.require(callId);
        List<TranscriptEntry> transcript = turns.transcript(callId);
        Optional<Agent> agent = analysedFor(stored);
        if (transcript.isEmpty() || agent.isEmpty()) {
            if (stored.call().analysis() != null) {
                fail(callId, SWITCHED_OFF);
            }
            return;
        }
        try {
            Analysis analysis = switchboard
                    .analyse(agent.get(), wanted(agent.get(), stored.call()), transcript)
                    .toCompletableFuture()
                    .get(TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
            database.transaction(handle -> {
                counters.judge(callId, calls.recordAnalysis(callId, analysis), analysis.success());
                publisher.analysed(callId);
                return null;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while analysing " + callId, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("can't analyse " + callId, e);
        }
    }

    private void giveUp(String callId) {
        fail(callId, GAVE_UP);
    }

    private void fail(String callId, String reason) {
        database.transaction(handle -> {
            counters.judge(callId, calls.recordAnalysis(callId, Analysis.failed(reason)), null);
            publisher.changed(callId);
            return null;
        });
    }
}
