package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/eval/run-all}.
 *
 * @param agentId whose test cases to run; absent: those of all agents
 * @param version as in {@link EvalRunRequest}; goes with an agent
 * @param draft as in {@link EvalRunRequest}; goes with an agent
 * @param testCases run these in place of the stored ones, and store none of them; goes with an agent
 */
public record EvalRunAllRequest(
        @Nullable String agentId,
        @Nullable Integer version,
        @Nullable AgentDraft draft,
        @Nullable List<EvalCaseDraft> testCases) {}
