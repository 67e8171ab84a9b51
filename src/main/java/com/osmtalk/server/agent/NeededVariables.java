package com.osmtalk.server.agent;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Placeholders;
import java.util.List;

/**
 * Which variables an agent's words have places for, so that a call without them has gaps where they stand. The general
 * agent's own places are none: the fields of a call fill these.
 */
public final class NeededVariables {
    private NeededVariables() {}

    /** In the order of their places, each once. */
    public static List<String> of(Agent agent) {
        return of(agent.general() != null, agent.greeting(), agent.systemPrompt(), agent.voicemailMessage());
    }

    static List<String> of(boolean general, String... words) {
        return Placeholders.names(words).stream()
                .filter(name -> !general || !GeneralAgent.PLACES.contains(name))
                .toList();
    }
}
