package com.osmtalk.cli.agentfile;

import com.osmtalk.api.Agent;
import com.osmtalk.api.EvalCase;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalCriteria;
import com.osmtalk.client.AgentsApi;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.EvalApi;
import com.osmtalk.client.OsmTalkClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what a plan says. After each step, the file gets a note of what the server has by then: whatever ends a
 * push midway, the next one takes what is there for its own and goes on.
 */
public final class AgentPush {
    private final PushPlan plan;
    private final OsmTalkClient api;
    private final AgentFolder folder;
    private final boolean isImport;
    private final List<String> refused = new ArrayList<>();

    private AgentPush(PushPlan plan, OsmTalkClient api, AgentFolder folder, boolean isImport) {
        this.plan = plan;
        this.api = api;
        this.folder = folder;
        this.isImport = isImport;
    }

    /**
     * What came of it.
     *
     * @param agent as it is stored now; empty when it was refused, and then nothing was pushed
     * @param refused what the server refused of agent and tests, a sentence each
     */
    public record Result(Optional<Agent> agent, List<String> refused) {}

    /**
     * @param isImport whether fields, models and voices that the server does not know are kept there
     * @throws ApiException when the server would refuse other agents as well
     */
    public static Result push(PushPlan plan, OsmTalkClient api, AgentFolder folder, boolean isImport) {
        return new AgentPush(plan, api, folder, isImport).push();
    }

    private Result push() {
        Agent agent;
        try {
            agent = stored();
        } catch (ApiException e) {
            return new Result(Optional.empty(), List.of(ofOneAgent(e, ServerRefusal.ofAgent(e))));
        }
        List<EvalCase> cases = plan.server() == null ? List.of() : plan.server().cases();
        note(agent, cases);
        if (plan.file().tests() != null) {
            pushTests(agent, plan.file().tests(), cases);
        }
        return new Result(Optional.of(agent), refused);
    }

    private Agent stored() {
        AgentsApi agents = api.account().agents();
        if (plan.server() == null) {
            String key = UUID.randomUUID().toString();
            return isImport ? agents.importAgent(plan.draft(), key) : agents.create(plan.draft(), key);
        }
        // by force as well: it overwrites what was read just now, and nothing that nobody has seen
        return agents.update(plan.server().agent(), plan.draft(), isImport);
    }

    /** By what the server answered, not by what it has now: a change of somebody else's must show in the next push. */
    private void note(Agent agent, List<EvalCase> cases) {
        folder.note(plan.file(), agent.id(), new ServerAgent(agent, cases).fingerprint());
    }

    private void pushTests(Agent agent, List<EvalCaseDraft> tests, List<EvalCase> before) {
        EvalApi eval = api.account().eval();
        Map<String, EvalCase> there = new LinkedHashMap<>();
        before.forEach(each -> there.put(each.name(), each));
        Map<String, EvalCase> gone = new LinkedHashMap<>(there);
        for (int i = 0; i < tests.size(); i++) {
            EvalCaseDraft test = tests.get(i);
            String name = String.valueOf(test.name());
            EvalCase old = gone.remove(name);
            if (old == null || !test.equals(AgentYaml.withoutAgent(old.draft()))) {
                try {
                    there.put(name, stored(eval, agent.id(), old, test));
                } catch (ApiException e) {
                    refused.add(ofOneAgent(e, "test " + name + ": " + ServerRefusal.ofTest(e, i)));
                    continue;
                }
                note(agent, List.copyOf(there.values()));
            }
        }
        if (refused.isEmpty()) {
            for (EvalCase each : gone.values()) {
                eval.deleteCase(each.id());
                there.remove(each.name());
                note(agent, List.copyOf(there.values()));
            }
        } else if (!gone.isEmpty()) {
            // one of them may be what a refused test was called before
            refused.add("tests that are not in the file stay on the server until all of its tests are taken: "
                    + String.join(", ", gone.keySet()));
        }
    }

    private static EvalCase stored(EvalApi eval, String agentId, @Nullable EvalCase old, EvalCaseDraft test) {
        EvalCaseDraft draft = complete(agentId, test);
        return old == null ? eval.createCase(draft, UUID.randomUUID().toString()) : eval.updateCase(old, draft);
    }

    private static String ofOneAgent(ApiException refusal, String sentence) {
        if (!ServerRefusal.isOfOneAgent(refusal)) {
            throw refusal;
        }
        return sentence;
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
