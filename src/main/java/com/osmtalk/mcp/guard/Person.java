package com.osmtalk.mcp.guard;

import java.util.Optional;

/** Who has to agree to a call. */
@FunctionalInterface
public interface Person {
    enum Answer {
        YES,
        NO,
        /** The question was closed, or nobody was there. */
        NONE
    }

    /** Shows a question and waits for the answer; empty when there is no way to ask. */
    Optional<Answer> ask(String question) throws InterruptedException;
}
