package com.osmtalk.cli.agentfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.Json;
import com.osmtalk.client.OsmTalkClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a file and the server: nothing, an agent to be made, changes, or a change on the server that the
 * file does not know of.
 *
 * @param server null: the agent is to be made
 */
public record PushPlan(AgentFile file, @Nullable ServerAgent server) {
    /**
     * For each file.
     *
     * @param agents those of the server
     * @throws AgentFileException for all files that {@link #of} refuses
     */
    public static List<PushPlan> all(List<AgentFile> files, List<ServerAgent> agents) {
        Set<String> taken =
                files.stream().map(AgentFile::id).filter(Objects::nonNull).collect(Collectors.toSet());
        List<PushPlan> plans = new ArrayList<>();
        List<AgentFileException> problems = new ArrayList<>();
        for (AgentFile file : files) {
            try {
                PushPlan plan = of(file, agents, taken);
                if (plan.server() != null) {
                    taken.add(plan.server().agent().id());
                }
                plans.add(plan);
            } catch (AgentFileException e) {
                problems.add(e);
            }
        }
        AgentFileException.throwIfAny(problems);
        return plans;
    }

    /**
     * For one file. A file without an id whose agent the server has already, exactly as the file says, is that agent's:
     * a push that broke off before it could write the id left it.
     *
     * @param agents those of the server
     * @param taken the ids of agents that have files of their own
     * @throws AgentFileException when the server has no agent of that id, or another one of that name
     */
    static PushPlan of(AgentFile file, List<ServerAgent> agents, Set<String> taken) {
        if (file.id() != null) {
            return agents.stream()
                    .filter(each -> each.agent().id().equals(file.id()))
                    .findFirst()
                    .map(known -> new PushPlan(file, known))
                    .orElseThrow(() -> new AgentFileException(
                            file.path(),
                            "there is no agent " + file.id() + " on the server. Take `id` and `pulled` out of the file"
                                    + " to make a new one of it."));
        }
        String name = file.name().strip();
        List<PushPlan> same = agents.stream()
                .filter(each -> each.agent().name().strip().equalsIgnoreCase(name))
                .map(each -> new PushPlan(file, each))
                .toList();
        if (same.isEmpty()) {
            return new PushPlan(file, null);
        }
        return same.stream()
                .filter(plan -> plan.server() != null
                        && !taken.contains(plan.server().agent().id())
                        && !plan.changesAgent())
                .findFirst()
                .orElseThrow(() -> nameIsTaken(same.get(0), taken));
    }

    private static AgentFileException nameIsTaken(PushPlan plan, Set<String> taken) {
        String id = Objects.requireNonNull(plan.server()).agent().id();
        String change = taken.contains(id)
                ? " To change that one, edit the file with its id, " + id
                : " To change that one, write `id: " + id + "` into the file, look at what `osmtalk agents diff` shows,"
                        + " and push with --force";
        return new AgentFileException(
                plan.file().path(),
                "the server has an agent named " + plan.file().name() + " already, which says something else." + change
                        + "; to make another, give it another name.");
    }

    /** The same with the agent as the server has it by now. */
    public PushPlan asOfNow(OsmTalkClient api) {
        return server == null
                ? this
                : new PushPlan(file, ServerAgent.get(api, server.agent().id()));
    }

    public boolean isNew() {
        return server == null;
    }

    /**
     * Whether a push would undo something on the server that the file does not know of. A push that only adds tests
     * undoes nothing, whatever the file was made from.
     */
    public boolean isConflict() {
        return server != null && !isEmpty() && !server.fingerprint().equals(file.pulled()) && undoes(server);
    }

    private boolean undoes(ServerAgent now) {
        return changesAgent() || file.tests() != null && !file.tests().containsAll(now.tests());
    }

    private boolean changesAgent() {
        ObjectNode before = server == null ? AgentFields.of(emptyDraft()) : server.fields();
        return setsSecrets()
                || !AgentYaml.comparable(before, List.of())
                        .equals(AgentYaml.comparable(AgentFields.merged(before, file.agent()), List.of()));
    }

    /** What a conflict means for the file, a sentence's end. */
    public String conflict() {
        return file.pulled() == null
                ? "the server's agent was never pulled into this file: what differs there is overwritten"
                : "the agent was changed on the server since this file was pulled: some of it is undone";
    }

    /** Whether the server has an agent of this file whose id the file does not have. */
    public boolean isUnnoted() {
        return server != null && file.id() == null;
    }

    /** Writes into the file which agent it is of, and in which state. */
    public void note(AgentFolder folder) {
        if (server != null) {
            folder.note(file, server.agent().id(), server.fingerprint());
        }
    }

    /** Whether a push would change nothing. */
    public boolean isEmpty() {
        return server != null && changes().isEmpty() && !setsSecrets();
    }

    /** The lines that a push would change, as {@code diff} shows them; secrets are not among them. */
    public List<String> changes() {
        ObjectNode before = server == null ? AgentFields.of(emptyDraft()) : server.fields();
        List<EvalCaseDraft> testsBefore = server == null ? List.of() : server.tests();
        return LineDifference.between(
                server == null ? "" : AgentYaml.comparable(before, testsBefore),
                AgentYaml.comparable(
                        AgentFields.merged(before, file.agent()), file.tests() == null ? testsBefore : file.tests()));
    }

    private static AgentDraft emptyDraft() {
        return AgentFields.draft(Json.MAPPER.createObjectNode());
    }

    /** Whether the file has values of headers, other than the server's. */
    public boolean setsSecrets() {
        ObjectNode before = server == null ? AgentFields.of(emptyDraft()) : server.fields();
        return file.agent().has("tools")
                && !agentToSend().path("tools").equals(before.path("tools"))
                && !AgentFields.withoutSecrets(file.agent()).equals(file.agent());
    }

    private ObjectNode agentToSend() {
        try {
            return server == null
                    ? AgentFields.withSecretsOf(AgentFields.of(emptyDraft()), file.agent())
                    : AgentFields.withSecretsOf(server.fields(), file.agent());
        } catch (IllegalArgumentException e) {
            throw new AgentFileException(file.path(), String.valueOf(e.getMessage()));
        }
    }

    /** The agent as it would be pushed, to be tried out before. */
    public AgentDraft draft() {
        return AgentFields.draft(agentToSend());
    }
}
