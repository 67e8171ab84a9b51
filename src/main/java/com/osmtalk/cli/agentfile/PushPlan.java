package com.osmtalk.cli.agentfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.EvalCase;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalCriteria;
import com.osmtalk.api.Json;
import com.osmtalk.client.EvalApi;
import com.osmtalk.client.OsmTalkClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a file and the server: nothing, an agent to be made, changes, or a change on the server that the
 * file does not know of.
 *
 * @param server null: the agent is to be made
 */
public record PushPlan(AgentFile file, @Nullable ServerAgent server) {
    /**
     * For one file.
     *
     * @param all the agents of the server
     * @throws AgentFileException when the server has no agent of that id, or another one of that name
     */
    public static PushPlan of(AgentFile file, List<ServerAgent> all) {
        Optional<ServerAgent> known =
                all.stream().filter(each -> each.agent().id().equals(file.id())).findFirst();
        if (file.id() != null && known.isEmpty()) {
            throw new AgentFileException(
                    file.path(),
                    "there is no agent " + file.id() + " on the server. Take `id` and `pulled` out of the file to make"
                            + " a new one of it.");
        }
        if (file.id() == null) {
            all.stream()
                    .filter(each -> each.agent()
                            .name()
                            .strip()
                            .equalsIgnoreCase(file.name().strip()))
                    .findFirst()
                    .ifPresent(same -> {
                        throw new AgentFileException(
                                file.path(),
                                "the server has an agent named " + file.name() + " already. To change that one, write"
                                        + " `id: " + same.agent().id() + "` into the file; to make another, give it"
                                        + " another name.");
                    });
        }
        return new PushPlan(file, known.orElse(null));
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

    /** Whether the server's agent is another than the one that the file was made from. */
    public boolean isConflict() {
        return server != null && !isEmpty() && !server.fingerprint().equals(file.pulled());
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

    /** Pushes, and notes in the file what the server has now. @return the agent */
    public Agent push(OsmTalkClient api, AgentFolder folder) {
        Agent pushed = server == null
                ? api.account().agents().create(draft(), UUID.randomUUID().toString())
                : api.account().agents().update(server.agent().id(), draft());
        if (server == null) {
            // before its tests: should they be refused, a second push must not make a second agent
            folder.note(file, pushed.id(), ServerAgent.get(api, pushed.id()).fingerprint());
        }
        if (file.tests() != null) {
            pushTests(api.account().eval(), pushed.id(), file.tests());
        }
        folder.note(file, pushed.id(), ServerAgent.get(api, pushed.id()).fingerprint());
        return pushed;
    }

    private void pushTests(EvalApi eval, String agentId, List<EvalCaseDraft> tests) {
        Map<String, EvalCase> left = new LinkedHashMap<>();
        if (server != null) {
            server.cases().forEach(old -> left.put(old.name(), old));
        }
        for (EvalCaseDraft test : tests) {
            EvalCase before = left.remove(String.valueOf(test.name()));
            if (before == null) {
                eval.createCase(complete(agentId, test), UUID.randomUUID().toString());
            } else if (!test.equals(AgentYaml.withoutAgent(before.draft()))) {
                eval.updateCase(before.id(), complete(agentId, test));
            }
        }
        left.values().forEach(gone -> eval.deleteCase(gone.id()));
    }

    /** With something in each place, so that what the file leaves out is emptied. */
    private static EvalCaseDraft complete(String agentId, EvalCaseDraft test) {
        return new EvalCaseDraft(
                agentId,
                test.name(),
                Objects.requireNonNullElse(test.persona(), ""),
                Objects.requireNonNullElse(test.goal(), ""),
                Objects.requireNonNullElse(test.lines(), List.of()),
                Objects.requireNonNullElse(test.dynamicVariables(), Map.of()),
                Objects.requireNonNullElse(test.criteria(), EvalCriteria.NONE));
    }
}
