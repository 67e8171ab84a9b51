package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /api/settings/connections/:id}, which sets all three.
 *
 * @param phoneNumberIds the only numbers the assistant may call from; null: all
 * @param maxCallsPerDay null: no limit
 * @param maxSpendPerDay null: no limit
 */
public record AssistantLimits(
        @Nullable List<String> phoneNumberIds,
        @Nullable Integer maxCallsPerDay,
        @Nullable Money maxSpendPerDay) {}
