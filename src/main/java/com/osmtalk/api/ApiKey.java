package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is listed: the secret itself is never shown again.
 *
 * @param prefix the first characters, to recognise it by
 * @param allowedDomains browser origins that may use it; empty: any
 */
public record ApiKey(
        String id,
        String name,
        String prefix,
        List<KeyScope> scopes,
        List<String> allowedDomains,
        boolean enabled,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
