package com.osmtalk.mcp.guard;

import java.util.Optional;

/** Who has to agree to a call. */
@FunctionalInterface
public interface Approver {
    enum Answer {
        YES,
        NO,
        /** The question was closed, or nobody was there. */
        NONE
    }

    /**
     * Shows a question and waits for the answer; empty when there is no way to ask.
     *
     * @param subject tells what is asked about: an answer counts for this subject and no other, whatever was asked before
     */
    Optional<Answer> ask(String subject, String question) throws InterruptedException;
}
