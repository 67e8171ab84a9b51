package com.osmtalk.server.eval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Agent;
import com.osmtalk.api.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells whether two runs were of an agent in exactly the same state, without keeping that state. */
final class AgentFingerprint {
    private static final int LENGTH = 16;

    private AgentFingerprint() {}

    static String of(Agent agent) {
        ObjectNode state = Json.MAPPER.valueToTree(agent);
        state.remove(List.of("id", "script", "currentVersion", "createdAt", "updatedAt"));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(state.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
