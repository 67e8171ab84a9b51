package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/eval/test-cases/:id/run}. Without any of it, the agent is tested as it is now.
 *
 * @param version a published version of the agent
 * @param draft changes to try without storing them: the agent as it is now with these fields in place of its own
 */
public record EvalRunRequest(
        @Nullable Integer version, @Nullable AgentDraft draft) {
    /** The agent as it is now. */
    public static final EvalRunRequest CURRENT = new EvalRunRequest(null, null);
}
