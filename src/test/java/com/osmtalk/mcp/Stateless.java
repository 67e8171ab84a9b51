package com.osmtalk.mcp;

import java.util.HashMap;
import java.util.Map;

/** Requests of the stateless revision, from a client that follows tasks. */
public final class Stateless {
    private static final String PREFIX = "io.modelcontextprotocol/";

    private Stateless() {}

    public static Map<String, Object> params(Map<String, ?> params) {
        Map<String, Object> whole = new HashMap<>(params);
        whole.put(
                "_meta",
                Map.of(
                        PREFIX + "protocolVersion",
                        "2026-07-28",
                        PREFIX + "clientCapabilities",
                        Map.of("extensions", Map.of(PREFIX + "tasks", Map.of()))));
        return whole;
    }
}
