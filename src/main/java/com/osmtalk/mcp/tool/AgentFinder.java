package com.osmtalk.mcp.tool;

import com.osmtalk.api.AgentSummary;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.client.WidgetApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the agent a model means, by id or by name. It never guesses: a name must fit exactly one agent. */
final class AgentFinder {
    private static final Pattern ID = Pattern.compile("agent_[0-9A-HJKMNP-TV-Z]{26}");
    private static final int PAGES = 20;

    private AgentFinder() {}

    /**
     * @param name absent when the agent was given by id and not looked up
     * @param variables what it asks for as it is now; none when it was not looked up
     */
    record Found(String id, @Nullable String name, List<String> variables) {
        private static Found of(AgentSummary agent) {
            return new Found(agent.id(), agent.name(), agent.variables());
        }
    }

    /** The agent with what it asks for; one given by an id that is on no list is left to the API to refuse. */
    static Found findWithVariables(WidgetApi api, String idOrName) {
        Found found = find(api, idOrName);
        return found.name() != null
                ? found
                : all(api).stream()
                        .filter(agent -> agent.id().equals(found.id()))
                        .findFirst()
                        .map(Found::of)
                        .orElse(found);
    }

    /** @throws ToolException when no agent, or more than one, has that name */
    static Found find(WidgetApi api, String idOrName) {
        if (ID.matcher(idOrName).matches()) {
            return new Found(idOrName, null, List.of());
        }
        List<AgentSummary> agents = all(api);
        for (AgentSummary agent : agents) {
            if (agent.id().equals(idOrName)) {
                return Found.of(agent);
            }
        }
        List<AgentSummary> named = agents.stream()
                .filter(agent -> agent.name().strip().equalsIgnoreCase(idOrName))
                .toList();
        if (named.size() == 1) {
            return Found.of(named.get(0));
        }
        throw new ToolException(named.isEmpty() ? unknown(idOrName, agents) : ambiguous(idOrName, named));
    }

    private static List<AgentSummary> all(WidgetApi api) {
        List<AgentSummary> agents = new ArrayList<>();
        String cursor = null;
        for (int page = 0; page < PAGES; page++) {
            Page<AgentSummary> answer = api.listAgents(PageRequest.after(cursor, PageRequest.MAX_LIMIT));
            agents.addAll(answer.data());
            cursor = answer.nextCursor();
            if (cursor == null) {
                break;
            }
        }
        return agents;
    }

    private static Problem unknown(String name, List<AgentSummary> agents) {
        String known = agents.isEmpty()
                ? "This account has no agents: one has to be created in osmTalk first."
                : "Agents: " + shown(agents) + ". Use one of these names or ids (list_agents shows all).";
        return new Problem(
                "agent_not_found",
                "No agent is called \"" + Wording.oneLine(name, 80) + "\"; nothing was done.",
                "agent",
                known,
                Map.of());
    }

    private static Problem ambiguous(String name, List<AgentSummary> named) {
        return new Problem(
                "agent_ambiguous",
                named.size() + " agents are called \"" + Wording.oneLine(name, 80) + "\"; nothing was done.",
                "agent",
                "Give the id of the one you mean: " + shown(named) + ".",
                Map.of());
    }

    private static String shown(List<AgentSummary> agents) {
        return agents.stream()
                .limit(10)
                .map(agent -> Wording.oneLine(agent.name(), 80) + " (" + agent.id() + ")")
                .collect(Collectors.joining(", ", "", agents.size() > 10 ? ", …" : ""));
    }
}
