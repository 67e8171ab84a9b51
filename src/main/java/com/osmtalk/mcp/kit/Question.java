package com.osmtalk.mcp.kit;

import java.util.Map;

/**
 * Something only the person can answer, asked through their client.
 *
 * @param name tells the questions of one tool call apart
 * @param message what the person reads
 * @param fields the form to fill in: a JSON Schema of an object with plain fields only, as the protocol demands of
 *     elicitation
 */
public record Question(String name, String message, Map<String, Object> fields) {
    /** What the person did with it, and what they filled in when they accepted. */
    public record Answer(Decision decision, Map<String, Object> filledIn) {}

    public enum Decision {
        ACCEPTED,
        DECLINED,
        /** Closed without an answer. */
        DISMISSED
    }
}
