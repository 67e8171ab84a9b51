package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/settings/api-keys} and {@code PUT /api/settings/api-keys/:id}.
 *
 * @param kind may be left out: it follows from the domains, and is refused where it contradicts them
 */
@JsonIgnoreProperties({"id", "prefix", "createdAt", "lastUsedAt"})
public record ApiKeyDraft(
        @Nullable String name,
        @Nullable KeyKind kind,
        @Nullable List<KeyScope> scopes,
        @Nullable List<String> allowedDomains,
        @Nullable List<String> agentIds,
        @Nullable Boolean enabled) {

    /** A secret key. @param scopes null: all of them */
    public static ApiKeyDraft secret(String name, @Nullable List<KeyScope> scopes) {
        return new ApiKeyDraft(name, null, scopes, null, null, null);
    }

    /** A key for the pages of some domains, which opens some agents. @param scopes null: all of them */
    public static ApiKeyDraft browser(
            String name, @Nullable List<KeyScope> scopes, List<String> allowedDomains, List<String> agentIds) {
        return new ApiKeyDraft(name, KeyKind.BROWSER, scopes, allowedDomains, agentIds, null);
    }

    /** A change that enables or disables a key, and leaves the rest. */
    public static ApiKeyDraft enabled(boolean enabled) {
        return new ApiKeyDraft(null, null, null, null, null, enabled);
    }
}
