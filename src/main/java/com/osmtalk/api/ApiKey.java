package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is listed: the secret itself is never shown again.
 *
 * @param prefix the first characters, to recognise it by
 * @param kind {@code browser} exactly where there are allowed domains
 * @param allowedDomains of the pages that may use a browser key; empty for a secret key
 * @param agentIds the agents that a browser key opens; empty for a secret key, which opens all
 */
public record ApiKey(
        String id,
        String name,
        String prefix,
        KeyKind kind,
        List<KeyScope> scopes,
        List<String> allowedDomains,
        List<String> agentIds,
        boolean enabled,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
