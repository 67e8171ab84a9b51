package com.osmtalk.cli.agentfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.EvalRun;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.OsmTalkClient;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Runs tests on a server that knows none of the agents yet. Agents may hand over to each other, so all of the folder
 * are made before the first test, without those targets; then each gets them by the ids that they have there.
 */
public final class OfflineTests implements FileTests {
    private static final String AGENT_ID = "agentId";

    private final OsmTalkClient api;
    private final Map<AgentFile, String> made = new HashMap<>();
    private final Map<AgentFile, ApiException> refused = new HashMap<>();

    private OfflineTests(OsmTalkClient api) {
        this.api = api;
    }

    /**
     * Brings the agents of a folder to the server.
     *
     * @param leftOut is told of each target of a file that can't be there, by its id
     */
    public static OfflineTests of(OsmTalkClient api, List<AgentFile> files, BiConsumer<AgentFile, String> leftOut) {
        OfflineTests tests = new OfflineTests(api);
        files.forEach(tests::make);
        Map<String, String> ids = new HashMap<>();
        tests.made.forEach((file, id) -> {
            if (file.id() != null) {
                ids.put(file.id(), id);
            }
        });
        files.stream()
                .filter(file -> !targets(file.agent()).isEmpty())
                .forEach(file -> tests.connect(file, ids, leftOut));
        return tests;
    }

    private void make(AgentFile file) {
        ObjectNode agent = AgentFields.withoutEmptyHeaders(file.agent());
        if (targets(agent) instanceof ArrayNode targets) {
            targets.removeAll();
        }
        try {
            AgentDraft draft = AgentFields.draft(agent);
            String key = UUID.randomUUID().toString();
            // what came from a server may have what only that one knows
            String id = (file.pulled() == null
                            ? api.account().agents().create(draft, key)
                            : api.account().agents().importAgent(draft, key))
                    .id();
            made.put(file, id);
        } catch (ApiException e) {
            refused.put(file, ofOneAgent(e));
        }
    }

    private void connect(AgentFile file, Map<String, String> ids, BiConsumer<AgentFile, String> leftOut) {
        String id = made.get(file);
        if (id == null) {
            return;
        }
        ObjectNode agent = AgentFields.withoutEmptyHeaders(file.agent());
        for (Iterator<JsonNode> each = targets(agent).iterator(); each.hasNext(); ) {
            ObjectNode target = (ObjectNode) each.next();
            String there = ids.get(target.path(AGENT_ID).asText());
            if (there == null) {
                leftOut.accept(file, target.path(AGENT_ID).asText());
                each.remove();
            } else {
                target.set(AGENT_ID, TextNode.valueOf(there));
            }
        }
        AgentDraft draft = AgentFields.draft(agent);
        try {
            api.account().agents().update(id, draft);
        } catch (ApiException e) {
            refused.put(file, ofOneAgent(e));
        }
    }

    private static JsonNode targets(ObjectNode agent) {
        return agent.path("tools").path("transferSettings").path("transferToAgents");
    }

    private static ApiException ofOneAgent(ApiException refusal) {
        if (!ServerRefusal.isOfOneAgent(refusal)) {
            throw refusal;
        }
        return refusal;
    }

    @Override
    public List<EvalRun> run(AgentFile file) {
        ApiException problem = refused.get(file);
        if (problem != null) {
            throw problem;
        }
        return TestRuns.run(api, made.get(file), null, file.testsOrNone());
    }
}
