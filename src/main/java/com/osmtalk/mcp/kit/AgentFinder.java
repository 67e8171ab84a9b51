package com.osmtalk.mcp.kit;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentSummary;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.Placeholders;
import com.osmtalk.client.AccountApi;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.Pages;
import com.osmtalk.client.WidgetApi;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the agent that a model means, by id or by name. It never guesses: a name has to match exactly one agent, or
 * the call is refused with the names there are.
 */
public final class AgentFinder {
    private static final Pattern ID = Pattern.compile("agent_[0-9A-HJKMNP-TV-Z]{26}");
    private static final int MOST = 2_000;

    private AgentFinder() {}

    /**
     * @param name absent when the agent was given by id and not looked up
     * @param createdAt absent when it was not looked up or the API does not say
     * @param variables the variables it needs now; absent when it was not looked up or the API does not say
     * @param general whether it is the one that does what a task says
     * @param state changes whenever the agent is changed, as far as the API shows
     */
    public record Found(
            String id,
            @Nullable String name,
            @Nullable Instant createdAt,
            @Nullable List<String> variables,
            boolean general,
            String state) {
        private static Found of(AgentSummary agent) {
            return new Found(
                    agent.id(),
                    agent.name(),
                    agent.createdAt(),
                    agent.variables(),
                    Boolean.TRUE.equals(agent.general()),
                    agent.updatedAt() + " " + agent.currentVersion() + " " + agent.name() + " " + agent.variables());
        }

        private static Found of(Agent agent) {
            return new Found(
                    agent.id(),
                    agent.name(),
                    agent.createdAt(),
                    null,
                    Boolean.TRUE.equals(agent.general()),
                    agent.updatedAt() + " " + agent.currentVersion());
        }

        private static Found unseen(String id) {
            return new Found(id, null, null, null, false, "");
        }

        /** Its id, and when it was made: agents of one name differ in no other thing that people see. */
        private String told() {
            return id + (createdAt == null ? "" : ", made " + createdAt.truncatedTo(ChronoUnit.SECONDS));
        }

        /** For people: the name, or the id if the agent was not looked up. */
        public String shown() {
            return name == null ? id : Wording.oneLine(name, 120);
        }

        /**
         * Checks that every variable that the agent needs has a value.
         *
         * @throws ToolException naming those that are missing
         */
        public void requireAll(Map<String, String> given) {
            requireAll(given, "");
        }

        /** @param whose for whom they are, to follow "that this agent needs" */
        public void requireAll(Map<String, String> given, String whose) {
            List<String> missing = variables == null
                    ? List.of()
                    : variables.stream()
                            .filter(name -> !given.containsKey(name))
                            .toList();
            if (!missing.isEmpty()) {
                throw new ToolException(new ToolProblem(
                        "missing_variables",
                        "`variables` lacks values that this agent needs" + whose + ": " + String.join(", ", missing)
                                + ".",
                        "variables",
                        "Nothing was started. Ask the person for what you do not know, then call again with all of"
                                + " them;"
                                + " use \"\" to leave one empty.",
                        Map.of("missing", missing)));
            }
        }

        /** Whether a variable may be heard in a call; the general agent needs none, and hears the task. */
        public boolean hears(String variable) {
            return general || variables == null || variables.contains(variable);
        }

        /** For a person who has to agree to this agent. */
        public String quoted() {
            return name == null ? id : QuotedText.words(name, 120);
        }
    }

    /** The agent with the variables it needs. An unknown id is left to the API to refuse. */
    public static Found findWithVariables(WidgetApi api, String idOrName) {
        Found found = find(api, idOrName);
        return found.name() != null
                ? found
                : all(api::listAgents, Found::of).stream()
                        .filter(agent -> agent.id().equals(found.id()))
                        .findFirst()
                        .orElse(found);
    }

    /**
     * The agent that takes the calls that name none, and does what their task says; empty where the server has none. A
     * server that has one knows tasks, and the other things that a call can be given.
     */
    public static Optional<Found> general(WidgetApi api) {
        return Pages.of(api::listAgents).stream()
                .limit(MOST)
                .filter(agent -> Boolean.TRUE.equals(agent.general()))
                .findFirst()
                .map(Found::of);
    }

    /** A published version of the agent, with its variables if the key may read them. */
    public static Found findVersion(ToolContext context, String idOrName, int version) {
        Found found = find(context.api(), idOrName);
        return new Found(found.id(), found.name(), null, variables(context, found.id(), version), found.general(), "");
    }

    /** The variables of a published version; null when there is no such version or the key may not read it. */
    public static @Nullable List<String> variables(ToolContext context, String id, int version) {
        try {
            AgentDraft agent =
                    context.account().agents().getVersion(id, version).snapshot();
            return Placeholders.names(
                    Objects.requireNonNullElse(agent.greeting(), ""),
                    Objects.requireNonNullElse(agent.systemPrompt(), ""),
                    Objects.requireNonNullElse(agent.voicemailMessage(), ""));
        } catch (ApiException notToBeHad) {
            return null;
        }
    }

    /** @throws ToolException when no agent or more than one has that name */
    public static Found find(WidgetApi api, String idOrName) {
        return find(() -> all(api::listAgents, Found::of), idOrName);
    }

    /** As {@link #find(WidgetApi, String)}, for a caller with a session token instead of a key. */
    public static Found find(AccountApi account, String idOrName) {
        return find(() -> all(account.agents()::list, Found::of), idOrName);
    }

    private static Found find(Supplier<List<Found>> known, String idOrName) {
        if (ID.matcher(idOrName).matches()) {
            return Found.unseen(idOrName);
        }
        List<Found> agents = known.get();
        // as it is, or else as we have shown it: without line breaks and marks that are ours
        List<Found> named = Stream.<Function<Found, String>>of(
                        Found::id, agent -> String.valueOf(agent.name()).strip(), Found::shown)
                .map(name -> agents.stream()
                        .filter(agent -> name.apply(agent).equalsIgnoreCase(idOrName))
                        .toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        if (named.size() == 1) {
            return named.get(0);
        }
        throw new ToolException(named.isEmpty() ? unknown(idOrName, agents) : ambiguous(idOrName, named));
    }

    private static <T> List<Found> all(Function<PageRequest, Page<T>> list, Function<T, Found> found) {
        return Pages.of(list).stream().limit(MOST).map(found).toList();
    }

    private static ToolProblem unknown(String name, List<Found> agents) {
        String known = agents.isEmpty()
                ? "This account has no agents. Create one in osmTalk first."
                : "Agents: " + shown(agents) + ". Use one of these names or ids (list_agents shows all).";
        return new ToolProblem(
                "agent_not_found",
                "No agent is called " + QuotedText.words(name, 80) + "; nothing was done.",
                "agent",
                known,
                Map.of());
    }

    private static ToolProblem ambiguous(String name, List<Found> named) {
        return new ToolProblem(
                "agent_ambiguous",
                named.size() + " agents are called " + QuotedText.words(name, 80) + "; nothing was done.",
                "agent",
                "Ask the person which one is meant, and give its id: " + told(named) + ".",
                Map.of());
    }

    /** The other agents of an agent's name, to tell them apart. */
    public static List<String> othersCalled(AccountApi account, Agent agent) {
        return all(account.agents()::list, Found::of).stream()
                .filter(other -> !other.id().equals(agent.id())
                        && String.valueOf(other.name())
                                .strip()
                                .equalsIgnoreCase(agent.name().strip()))
                .limit(10)
                .map(Found::told)
                .toList();
    }

    private static String told(List<Found> agents) {
        return agents.stream()
                .limit(10)
                .map(Found::told)
                .collect(Collectors.joining(", ", "", agents.size() > 10 ? ", …" : ""));
    }

    private static String shown(List<Found> agents) {
        return agents.stream()
                .limit(10)
                .map(agent -> agent.shown() + " (" + agent.id() + ")")
                .collect(Collectors.joining(", ", "", agents.size() > 10 ? ", …" : ""));
    }
}
