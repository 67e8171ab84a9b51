package com.osmtalk.cli.agentfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.EvalCaseDraft;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of the folder.
 *
 * @param id of the agent on the server; null: it is not there yet
 * @param pulled the fingerprint of the server's agent that this file was made from, or pushed as; null: none was
 * @param agent what the file says of the agent, as the API writes it; what it leaves out stays as it is on the server
 * @param tests null: the file says nothing about them
 */
public record AgentFile(
        Path path,
        @Nullable String id,
        @Nullable String pulled,
        ObjectNode agent,
        @Nullable List<EvalCaseDraft> tests) {
    public String name() {
        return agent.path("name").asText("");
    }

    public List<EvalCaseDraft> testsOrNone() {
        return tests == null ? List.of() : tests;
    }

    /** The name of the file without its folder. */
    public String fileName() {
        return String.valueOf(path.getFileName());
    }

    /** What would be the server's fingerprint, if the server had exactly this. */
    String fingerprint() {
        return StateFingerprint.of(agent, testsOrNone());
    }
}
