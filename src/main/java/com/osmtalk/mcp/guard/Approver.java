package com.osmtalk.mcp.guard;

/** The person who has to agree: the one who uses the MCP client. */
@FunctionalInterface
public interface Approver {
    enum Answer {
        YES,
        NO,
        /** The question was dismissed, or nobody answered in time. */
        NONE,
        /** The client can't ask the person, or failed to. */
        CANNOT_ASK
    }

    /** @param why the client could not ask, as a sentence; empty when it asked */
    record Reply(Answer answer, String why) {
        public static Reply of(Answer answer) {
            return new Reply(answer, "");
        }
    }

    /**
     * Shows a question and waits for the answer.
     *
     * @param subject fingerprint of what is asked: an answer counts for this subject only, whatever else was asked
     *     before
     * @param insist whether to ask even where that failed before, since nothing else counts as consent
     */
    Reply ask(String subject, String question, boolean insist) throws InterruptedException;
}
