package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * What became of one criterion.
 *
 * @param expected the phrase or sentence as the test case has it, {@code name = value} of a field, or the number
 * @param outcome whether it holds
 * @param reason a sentence
 * @param lineIndex the line of the transcript that decides it; absent: no single line does
 */
public record EvalVerdict(
        Criterion criterion,
        String expected,
        Outcome outcome,
        String reason,
        @Nullable Integer lineIndex) {

    /** The kinds of criteria, as {@link EvalCriteria} has them. */
    public enum Criterion {
        MUST_SAY,
        MUST_NOT_SAY,
        MUST_ASK,
        FIELD,
        MAX_TURNS,
        JUDGED
    }

    /** Whether a criterion holds. */
    public enum Outcome {
        PASSED,
        FAILED,
        NOT_JUDGED
    }
}
