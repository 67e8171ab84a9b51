package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/eval/test-cases} and {@code PUT /api/eval/test-cases/:id}; its parts are those of an
 * {@link EvalCase}. When a case is changed, an absent part stays as it is, an empty one is taken
 * out, and {@code criteria} are replaced as a whole.
 */
@JsonIgnoreProperties({"id", "createdAt", "updatedAt"})
public record EvalCaseDraft(
        @Nullable String agentId,
        @Nullable String name,
        @Nullable String persona,
        @Nullable String goal,
        @Nullable List<String> lines,
        @Nullable Map<String, String> dynamicVariables,
        @Nullable EvalCriteria criteria) {}
