package com.osmtalk.voice;

import com.osmtalk.api.Agent;
import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.Handover;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who has the conversation: at first the plan's agent, and then whoever it was handed over to. */
final class AgentInCharge {
    private static final Logger LOG = LoggerFactory.getLogger(AgentInCharge.class);

    private final CallPlan plan;
    private final Transcript transcript;
    private Agent agent;
    private boolean handedOver;
    private @Nullable Agent successor;
    private @Nullable List<Agent> colleagues;

    AgentInCharge(CallPlan plan, Transcript transcript) {
        this.plan = plan;
        this.transcript = transcript;
        this.agent = plan.agent();
    }

    Agent agent() {
        return agent;
    }

    /** What its brain is to know as things stand. */
    Brain.Context context() {
        return new Brain.Context(
                agent,
                handedOver ? plan.task().handedOver() : plan.task(),
                plan.dynamicVariables(),
                plan.rules().optOutWords(),
                transcript.lines(),
                false,
                plan.ours() != null,
                colleagues());
    }

    /** The agent wants this one to go on, once it has said so. */
    void toBeFollowedBy(Agent colleague) {
        successor = colleague;
    }

    /** Puts the next agent in charge; empty when none was wanted. */
    Optional<Agent> handOver() {
        Agent next = successor;
        if (next == null) {
            return Optional.empty();
        }
        agent = next;
        handedOver = true;
        successor = null;
        colleagues = null;
        return Optional.of(next);
    }

    /** Looked up when they are first asked for, and again when another agent has the conversation. */
    private List<Agent> colleagues() {
        List<Agent> known = colleagues;
        if (known == null) {
            known = lookUpColleagues();
            colleagues = known;
        }
        return known;
    }

    /** That nobody can be looked up costs a possibility, not the call. */
    private List<Agent> lookUpColleagues() {
        try {
            return Handover.possible(agent, transcript.lines(), plan.colleagues());
        } catch (RuntimeException e) {
            LOG.warn("call {}: the agents it could be handed over to are not known", plan.callId(), e);
            return List.of();
        }
    }
}
