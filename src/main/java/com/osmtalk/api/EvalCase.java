package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test case: somebody who talks with an agent, and what has to come of it.
 *
 * @param persona who the person is, in free text
 * @param goal what the person wants
 * @param lines what the person says, one line a turn, where no language model plays them; after the last one they
 *     answer what is asked
 * @param dynamicVariables what fills the places in greeting and prompt
 */
public record EvalCase(
        String id,
        String agentId,
        String name,
        @Nullable String persona,
        @Nullable String goal,
        @Nullable List<String> lines,
        @Nullable Map<String, String> dynamicVariables,
        EvalCriteria criteria,
        Instant createdAt,
        Instant updatedAt) {

    /** What somebody would send to make the same again. */
    public EvalCaseDraft draft() {
        return new EvalCaseDraft(agentId, name, persona, goal, lines, dynamicVariables, criteria);
    }
}
