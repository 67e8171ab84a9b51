package com.osmtalk.server.eval;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.Simulation;
import com.osmtalk.api.SimulationRequest;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.compliance.Compliance;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Ids;
import com.osmtalk.voice.CallPlan;
import com.osmtalk.voice.CallRules;
import com.osmtalk.voice.LiveCall;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.brain.Colleagues;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.carrier.IncomingCall;
import com.osmtalk.voice.carrier.simulated.SimulatedCarrier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Conversations of an agent with a simulated caller, to see how it does. No call is stored and nothing is charged. Each
 * takes a minute at most, and a request waits for it, so only a few run at once.
 */
public final class Simulations {
    private static final int DEFAULT_TURNS = 20;
    private static final int MOST_TURNS = 50;
    private static final int MOST_AT_ONCE = 8;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final long CONVERSATION_SECONDS = 40;
    private static final long HANGING_UP_SECONDS = 5;
    private static final long ANALYSIS_SECONDS = 15;
    /** In the range reserved for fiction; people who take over are dialled from it, on the simulated network. */
    private static final CarriedNumber NOBODYS =
            new CarriedNumber(PhoneNumber.of("+12025550198"), NumberProvider.SIMULATED, CarriedNumber.NO_TRUNK);

    private static final double SCRIPTED_SPEED = 10_000;
    /** A model takes its time, and that counts as so many times as much on the line. */
    private static final double MODEL_SPEED = 10;

    private final Agents agents;
    private final Compliance compliance;
    private final Switchboard switchboard;
    /**
     * One of its own, faster than life. Nobody real is dialled whatever the agent does; its model and tools are the
     * real ones.
     */
    private final SimulatedCarrier network;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /** @param byModel whether a model speaks for the agents, or the script */
    public Simulations(Agents agents, Compliance compliance, Switchboard switchboard, boolean byModel) {
        this.agents = agents;
        this.compliance = compliance;
        this.switchboard = switchboard;
        this.network = new SimulatedCarrier(byModel ? MODEL_SPEED : SCRIPTED_SPEED);
    }

    /**
     * What came of one, waited for.
     *
     * @throws Problem NOT_FOUND for an agent that is not ours, LIMIT_REACHED when too many are held, UPSTREAM_FAILED
     *     when the model gave no analysis
     */
    Simulation run(String organizationId, SimulationRequest request) {
        int turns = request.turns() == null ? DEFAULT_TURNS : request.turns();
        if (turns < 1 || turns > MOST_TURNS) {
            throw Problem.invalid("turns", "must be from 1 to " + MOST_TURNS);
        }
        Agent agent = agents.forCall(organizationId, request.agentId(), null);
        if (!places.tryAcquire()) {
            throw Problem.limitReached(
                    "concurrency_limit",
                    MOST_AT_ONCE + " conversations are being simulated already. Try again in a few seconds.",
                    RETRY_AFTER);
        }
        try {
            CallRules rules = new CallRules(number -> true, compliance.optOutWords(organizationId));
            Colleagues colleagues = current -> agents.colleagues(organizationId, current);
            List<TranscriptEntry> transcript = converse(agent, rules, colleagues, request, turns);
            return new Simulation(transcript, analyse(agent, transcript));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a conversation was simulated", e);
        } finally {
            places.release();
        }
    }

    private List<TranscriptEntry> converse(
            Agent agent, CallRules rules, Colleagues colleagues, SimulationRequest request, int turns)
            throws InterruptedException {
        TranscriptCollector collector = new TranscriptCollector();
        CallPlan plan = new CallPlan(Ids.next("call"), NOBODYS, null, agent, Map.of(), rules).with(colleagues);
        IncomingCall caller = network.caller(request.persona(), turns, NOBODYS.number());
        LiveCall call = switchboard.answer(plan, collector, caller);
        if (!collector.awaitEnd(CONVERSATION_SECONDS)) {
            call.hangUp();
            collector.awaitEnd(HANGING_UP_SECONDS);
        }
        return collector.transcript();
    }

    private Analysis analyse(Agent agent, List<TranscriptEntry> transcript) throws InterruptedException {
        try {
            return switchboard.analyse(agent, transcript).toCompletableFuture().get(ANALYSIS_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw Problem.upstreamFailed(
                    "llm_error", "The language model returned no analysis of the conversation. Try again.");
        }
    }
}
