package com.osmtalk.mcp.guard;

import java.util.Optional;

/** The person who has to agree: the one who uses the MCP client. */
@FunctionalInterface
public interface Approver {
    enum Answer {
        YES,
        NO,
        /** The question was dismissed, or nobody answered in time. */
        NONE
    }

    /**
     * Shows a question and waits for the answer; empty when the client cannot ask.
     *
     * @param subject fingerprint of what is asked: an answer counts for this subject only, whatever else was asked
     *     before
     */
    Optional<Answer> ask(String subject, String question) throws InterruptedException;
}
