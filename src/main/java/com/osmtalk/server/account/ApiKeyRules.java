package com.osmtalk.server.account;

import com.osmtalk.api.ApiKey;
import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.api.KeyKind;
import com.osmtalk.api.KeyScope;
import com.osmtalk.server.identity.AllowedDomains;
import com.osmtalk.server.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What an API key may be. A key with allowed domains is a browser key: its secret stands in pages that anybody can
 * read, so it names the agents that it opens, and never becomes a secret key again.
 */
final class ApiKeyRules {
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_AGENTS = 50;

    private ApiKeyRules() {}

    /**
     * A key with what a draft names changed, and the rest as it was.
     *
     * @param agentExists whether the key's organisation has an agent
     * @throws Problem INVALID when that would be no valid key
     */
    static ApiKey changed(ApiKey key, ApiKeyDraft draft, Predicate<String> agentExists) {
        String name = draft.name() == null ? key.name() : draft.name().strip();
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            throw Problem.invalid("name", "must be 1 to " + MAX_NAME_LENGTH + " characters");
        }
        List<KeyScope> scopes = draft.scopes() == null
                ? key.scopes()
                : draft.scopes().stream().distinct().sorted().toList();
        if (scopes.isEmpty()) {
            throw Problem.invalid("scopes", "must name at least one of chat, voice");
        }
        List<String> domains =
                draft.allowedDomains() == null ? key.allowedDomains() : AllowedDomains.checked(draft.allowedDomains());
        KeyKind kind = domains.isEmpty() ? KeyKind.SECRET : KeyKind.BROWSER;
        checkKind(key, draft, kind);
        List<String> agents = draft.agentIds() == null
                ? key.agentIds()
                : draft.agentIds().stream().distinct().toList();
        checkAgents(key, agents, kind, agentExists);
        boolean enabled = draft.enabled() == null ? key.enabled() : draft.enabled();
        return new ApiKey(
                key.id(),
                name,
                key.prefix(),
                kind,
                scopes,
                domains,
                agents,
                enabled,
                key.createdAt(),
                key.lastUsedAt());
    }

    private static void checkKind(ApiKey key, ApiKeyDraft draft, KeyKind kind) {
        if (key.kind() == KeyKind.BROWSER && kind == KeyKind.SECRET) {
            throw Problem.invalid(
                    "allowedDomains",
                    "can't be emptied: this key stands in web pages, and would open everything to whoever has read"
                            + " it there; make a new key for programs");
        }
        if (draft.kind() == KeyKind.BROWSER && kind == KeyKind.SECRET) {
            throw Problem.invalid("allowedDomains", "must name at least one host name for a browser key");
        }
        if (draft.kind() == KeyKind.SECRET && kind == KeyKind.BROWSER) {
            throw Problem.invalid("kind", "must be browser, or absent: a key with allowed domains is a browser key");
        }
    }

    /** Agents that the key names already may have been deleted since: they are no reason to refuse another change. */
    private static void checkAgents(ApiKey key, List<String> agents, KeyKind kind, Predicate<String> agentExists) {
        if (kind == KeyKind.SECRET) {
            if (!agents.isEmpty()) {
                throw Problem.invalid(
                        "agentIds",
                        "must be empty for a secret key, which opens all agents; only a browser key, one with"
                                + " allowed domains, is limited to some");
            }
            return;
        }
        boolean asBefore = key.kind() == KeyKind.BROWSER && agents.equals(key.agentIds());
        if (agents.isEmpty() && !asBefore || agents.size() > MAX_AGENTS) {
            throw Problem.invalid(
                    "agentIds",
                    "must name 1 to " + MAX_AGENTS + " agents for a key with allowed domains: it opens those alone");
        }
        List<FieldError> unknown = new ArrayList<>();
        for (int i = 0; i < agents.size(); i++) {
            if (!key.agentIds().contains(agents.get(i)) && !agentExists.test(agents.get(i))) {
                unknown.add(new FieldError("agentIds[" + i + "]", "must be the id of an agent of this organisation"));
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.invalid(unknown);
        }
    }
}
