package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/** Which runs of test cases to list; an absent part means any. */
public record EvalRunQuery(
        @Nullable String testCaseId,
        @Nullable String agentId,
        @Nullable EvalStatus status) {
    public static final EvalRunQuery ALL = new EvalRunQuery(null, null, null);
}
