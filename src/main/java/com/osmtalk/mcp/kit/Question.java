package com.osmtalk.mcp.kit;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question to the person, asked through their client (elicitation).
 *
 * @param name tells the questions of one tool call apart
 * @param message what the person reads
 * @param fields the form to fill in: a JSON Schema of an object with primitive fields only, as the protocol requires
 * @param insist whether to ask even where an earlier question could not be put, and to wait for as long as it takes
 * @param within how long an answer is of use; null: as long as the person may take
 */
public record Question(
        String name,
        String message,
        Map<String, Object> fields,
        boolean insist,
        @Nullable Duration within) {
    /** One that may be answered at any time. */
    public Question(String name, String message, Map<String, Object> fields, boolean insist) {
        this(name, message, fields, insist, null);
    }

    /**
     * What came of it.
     *
     * @param filledIn what the person filled in, if they accepted: every required field
     * @param why the client could not ask, as a sentence; empty when it asked
     */
    public record Answer(Decision decision, Map<String, Object> filledIn, String why) {
        /** The client can't ask, or failed to. */
        public static Answer cannotAsk(String why) {
            return new Answer(Decision.CANNOT_ASK, Map.of(), why);
        }
    }

    public enum Decision {
        ACCEPTED,
        DECLINED,
        /** Closed without a choice. */
        DISMISSED,
        /** The person was not asked, as far as is known: the client can't, or failed to. */
        CANNOT_ASK
    }
}
