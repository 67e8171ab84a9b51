package com.osmtalk.cli;

import com.osmtalk.api.AgentSummary;
import java.util.List;
import java.util.stream.Collectors;

/** Finds an agent that is named on the command line, by its id or its name. */
final class AgentNames {
    private AgentNames() {}

    /** @throws UsageException when there is none, or several have that name */
    static String id(List<AgentSummary> all, String wanted) {
        List<String> found = all.stream()
                .filter(agent ->
                        agent.id().equals(wanted) || agent.name().strip().equalsIgnoreCase(wanted.strip()))
                .map(AgentSummary::id)
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new UsageException(
                found.isEmpty()
                        ? "there is no agent " + wanted + "; there are: "
                                + all.stream()
                                        .map(agent -> agent.name() + " (" + agent.id() + ")")
                                        .collect(Collectors.joining(", "))
                        : "there are " + found.size() + " agents with the name " + wanted + "; give the id of one: "
                                + String.join(", ", found));
    }
}
