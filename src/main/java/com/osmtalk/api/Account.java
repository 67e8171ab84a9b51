package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking: the answer of {@code GET /api/auth/me}.
 *
 * @param user absent when an API key asks
 * @param organization the one the request acts for
 * @param role what the person may do in that organisation; absent when an API key asks
 * @param apiKey the key that asks; absent for a person
 */
public record Account(
        @Nullable User user,
        Organization organization,
        List<Organization> organizations,
        @Nullable Role role,
        @Nullable ApiKey apiKey) {}
