package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/settings/api-keys} and {@code PUT /api/settings/api-keys/:id}. */
@JsonIgnoreProperties({"id", "prefix", "createdAt", "lastUsedAt"})
public record ApiKeyDraft(
        @Nullable String name,
        @Nullable List<KeyScope> scopes,
        @Nullable List<String> allowedDomains,
        @Nullable Boolean enabled) {}
