package com.osmtalk.cli.agentfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A short text that is the same for the same agent and test cases, by which a change on the server is noticed. */
final class StateFingerprint {
    private static final int LENGTH = 16;

    private StateFingerprint() {}

    static String of(ObjectNode agent, List<EvalCaseDraft> tests) {
        ObjectNode all = Json.MAPPER.createObjectNode();
        all.set("agent", AgentFields.withoutSecrets(agent));
        all.set("tests", Json.MAPPER.valueToTree(AgentYaml.sorted(tests)));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
