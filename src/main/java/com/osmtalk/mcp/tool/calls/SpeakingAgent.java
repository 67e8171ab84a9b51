package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who speaks on a call, and what its server can be told of the call: a server that knows no tasks gets them as
 * variables of the agent, as far as the agent has places for them.
 *
 * @param knowsTasks whether the server takes a task; asked only where one is given
 */
record SpeakingAgent(AgentFinder.Found agent, boolean knowsTasks) {
    /** @throws ToolException when there is no such agent, or the server can't do what is asked */
    static SpeakingAgent of(
            Optional<String> name,
            Optional<Integer> version,
            CallBriefing briefing,
            Optional<String> at,
            ToolContext context) {
        if (name.isEmpty() && briefing.task() == null) {
            throw new ToolException(ToolProblem.argument(
                    "task",
                    "`task` is missing: say what the call is to achieve, or name the `agent` that speaks.",
                    "Nothing was dialled. Ask the person what the call is for."));
        }
        if (name.isEmpty() && version.isPresent()) {
            throw new ToolException(ToolProblem.argument(
                    "agent_version", "`agent_version` is of an agent: name the `agent` too.", "Nothing was dialled."));
        }
        boolean plain = name.isPresent() && briefing.terms().isEmpty() && at.isEmpty();
        Optional<AgentFinder.Found> general = plain ? Optional.empty() : AgentFinder.general(context.api());
        if (name.isEmpty()) {
            return new SpeakingAgent(
                    general.orElseThrow(() -> lacks(
                            "task",
                            "This osmTalk server has no general agent, so it can't take a call by its `task` alone",
                            "Name an `agent` (list_agents shows them and the variables they need).")),
                    true);
        }
        boolean knows = plain || general.isPresent();
        if (!knows) {
            List<String> lost = new ArrayList<>(briefing.beyondVariables());
            at.ifPresent(words -> lost.add("at"));
            if (!lost.isEmpty()) {
                throw lacks(
                        lost.get(0),
                        "This osmTalk server does not know " + String.join(", ", lost),
                        "Leave out " + String.join(", ", lost) + ", and tell the person that it is not possible here.");
            }
        }
        AgentFinder.Found agent = version.isPresent()
                ? AgentFinder.findVersion(context, name.get(), version.get())
                : AgentFinder.findWithVariables(context.api(), name.get());
        return new SpeakingAgent(agent, knows);
    }

    private static ToolException lacks(String field, String what, String next) {
        return new ToolException(
                new ToolProblem("not_supported", what + "; nothing was dialled.", field, next, Map.of()));
    }

    /**
     * Checks that nothing that the agent needs is missing, and that nothing that was given is lost.
     *
     * @param places what the call is for, by the names of the variables that stand for it
     * @param whose which of several people they are for, to follow "that this agent needs"; empty for one
     */
    void requireAll(Map<String, String> variables, Map<String, String> places, String whose) {
        places.forEach((name, value) -> {
            if (!value.equals(variables.getOrDefault(name, value).strip())) {
                throw new ToolException(ToolProblem.argument(
                        "variables",
                        "`variables` has another `" + name + "` than the argument `" + name
                                + "`, which alone would be heard.",
                        "Nothing was dialled. Leave `" + name + "` out of `variables`."));
            }
        });
        Map<String, String> given = new LinkedHashMap<>(variables);
        given.putAll(places);
        agent.requireAll(given, whose);
        List<String> asked = agent.variables();
        if (!knowsTasks && asked != null && places.containsKey("task") && !asked.contains("task")) {
            throw lacks(
                    "task",
                    "This osmTalk server does not know tasks, and the agent " + agent.quoted()
                            + " has no {{task}} in its words, so nobody would hear of it",
                    "Choose an agent that fits without a task, or tell the person to put {{task}} into its prompt.");
        }
    }

    /** The request, without what does not depend on the agent. */
    OutboundCallRequest.Builder request(
            PhoneNumber to, Map<String, String> variables, Map<String, String> places, CallBriefing briefing) {
        Map<String, String> sent = new LinkedHashMap<>(variables);
        OutboundCallRequest.Builder request = OutboundCallRequest.to(to).agentId(agent.id());
        if (knowsTasks) {
            request.task(places.get("task"))
                    .callee(places.get("callee"))
                    .onBehalfOf(places.get("on_behalf_of"))
                    .firstWords(briefing.firstWords())
                    .answers(briefing.answers().isEmpty() ? null : briefing.answers())
                    .retry(briefing.retry());
        } else {
            sent.putAll(places);
        }
        return request.dynamicVariables(sent.isEmpty() ? null : sent);
    }
}
