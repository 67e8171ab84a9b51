package com.osmtalk.cli.agentfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Agent;
import com.osmtalk.api.EvalCase;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.client.Pages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An agent as the server has it, with its test cases.
 *
 * @param cases the oldest first
 */
public record ServerAgent(Agent agent, List<EvalCase> cases) {
    /** All of the account. */
    public static List<ServerAgent> all(OsmTalkClient api) {
        return Pages.of(api.account().agents()::list).stream()
                .map(agent -> new ServerAgent(agent, casesOf(api, agent.id())))
                .toList();
    }

    /** @throws com.osmtalk.client.ApiException 404 when there is none */
    public static ServerAgent get(OsmTalkClient api, String id) {
        return new ServerAgent(api.account().agents().get(id), casesOf(api, id));
    }

    private static List<EvalCase> casesOf(OsmTalkClient api, String agentId) {
        List<EvalCase> cases =
                new ArrayList<>(Pages.of(page -> api.account().eval().listCases(agentId, page)).stream()
                        .toList());
        Collections.reverse(cases);
        return cases;
    }

    ObjectNode fields() {
        return AgentFields.of(agent);
    }

    List<EvalCaseDraft> tests() {
        return cases.stream().map(each -> AgentYaml.withoutAgent(each.draft())).toList();
    }

    public String fingerprint() {
        return StateFingerprint.of(fields(), tests());
    }

    /** The text of its file. */
    String yaml() {
        return AgentYaml.write(agent.id(), fingerprint(), fields(), tests());
    }
}
