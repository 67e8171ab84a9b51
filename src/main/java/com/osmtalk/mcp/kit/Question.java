package com.osmtalk.mcp.kit;

import java.util.Map;

/**
 * A question to the person, asked through their client (elicitation).
 *
 * @param name tells the questions of one tool call apart
 * @param message what the person reads
 * @param fields the form to fill in: a JSON Schema of an object with primitive fields only, as the protocol requires
 */
public record Question(String name, String message, Map<String, Object> fields) {
    /** What the person chose, and what they filled in if they accepted. */
    public record Answer(Decision decision, Map<String, Object> filledIn) {}

    public enum Decision {
        ACCEPTED,
        DECLINED,
        /** Closed without a choice. */
        DISMISSED
    }
}
