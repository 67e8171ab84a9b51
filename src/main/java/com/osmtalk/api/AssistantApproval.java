package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/oauth/requests/:id/approve}.
 *
 * @param organizationId that the assistant acts for; null: the one the request acts for
 * @param scopes that are given; null: all that were asked for
 * @param phoneNumberIds the only numbers it may call from; null: all of the organisation
 * @param maxCallsPerDay null: no limit of its own
 * @param maxSpendPerDay null: no limit of its own
 */
public record AssistantApproval(
        @Nullable String organizationId,
        @Nullable List<AssistantScope> scopes,
        @Nullable List<String> phoneNumberIds,
        @Nullable Integer maxCallsPerDay,
        @Nullable Money maxSpendPerDay) {}
