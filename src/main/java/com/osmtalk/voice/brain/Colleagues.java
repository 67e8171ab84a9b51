package com.osmtalk.voice.brain;

import com.osmtalk.api.Agent;
import java.util.List;

/** Knows the agents to whom an agent may hand a conversation over. */
@FunctionalInterface
public interface Colleagues {
    /** No agent has any. */
    Colleagues NONE = agent -> List.of();

    /** Those that this agent names, as they are now, but for those that are not there any more; it may look them up. */
    List<Agent> of(Agent agent);
}
