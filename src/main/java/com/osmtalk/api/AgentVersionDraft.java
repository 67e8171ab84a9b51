package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/agents/:id/versions}.
 *
 * @param label a short name for people
 * @param notes what changed, and why
 */
public record AgentVersionDraft(
        @Nullable String label, @Nullable String notes) {}
