package com.osmtalk.server.account;

import com.osmtalk.api.ApiKey;
import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.CreatedApiKey;
import com.osmtalk.api.KeyKind;
import com.osmtalk.api.KeyScope;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.server.identity.Principal;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.secret.SecretGenerator;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The API keys of organisations. A secret leaves this class once, when its key is made; only its hash is kept. */
public final class ApiKeys implements AutoCloseable {
    private static final int PREFIX_LENGTH = 12;

    private final Database database;
    private final ApiKeyStore store;
    private final LastUsedWriter lastUse;
    private final Clock clock;
    private final BiPredicate<String, String> agentExists;
    private final SecretGenerator secrets = new SecretGenerator();

    /** @param agentExists whether an organisation has an agent: its id, and the agent's */
    public ApiKeys(Database database, Clock clock, BiPredicate<String, String> agentExists) {
        this.database = database;
        this.store = new ApiKeyStore(database);
        this.lastUse = new LastUsedWriter(store::markUsed, clock);
        this.clock = clock;
        this.agentExists = agentExists;
    }

    /**
     * A new key. What the draft leaves out: every scope, no domains and so a secret key, enabled.
     *
     * @throws Problem INVALID when the draft has no name, no scope, or an invalid domain, or names no agent beside its
     *     domains
     */
    public CreatedApiKey create(String organizationId, ApiKeyDraft draft) {
        String secret = secrets.apiKey();
        ApiKey blank = new ApiKey(
                Ids.next("key"),
                "",
                secret.substring(0, PREFIX_LENGTH),
                KeyKind.SECRET,
                List.of(KeyScope.values()),
                List.of(),
                List.of(),
                true,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                null);
        if (draft.name() == null) {
            throw Problem.invalid("name", "is required");
        }
        ApiKey key = changed(organizationId, blank, draft);
        store.insert(organizationId, key, SecretGenerator.hash(secret));
        return new CreatedApiKey(key, secret);
    }

    /** An organisation's keys, the newest first. */
    public Page<ApiKey> list(String organizationId, PageRequest page) {
        Keyset<String> keyset = Keyset.byId("key", page);
        return keyset.page(store.list(organizationId, keyset), () -> store.count(organizationId), ApiKey::id);
    }

    /**
     * Changes what the draft names and leaves the rest.
     *
     * @throws Problem NOT_FOUND when the organisation has no such key, INVALID as {@link #create} has it
     */
    public ApiKey change(String organizationId, String id, ApiKeyDraft draft) {
        return database.transaction(handle -> {
            store.lock(organizationId, id);
            ApiKey key = store.find(organizationId, id).orElseThrow(() -> Problem.notFound("API key", id));
            ApiKey changed = changed(organizationId, key, draft);
            store.update(organizationId, changed, clock.millis());
            return changed;
        });
    }

    /** @throws Problem NOT_FOUND when the organisation has no such key */
    public void delete(String organizationId, String id) {
        if (!store.delete(organizationId, id)) {
            throw Problem.notFound("API key", id);
        }
    }

    /** Whether an organisation has this key, and it may place calls now. */
    public boolean mayCall(String organizationId, String id) {
        return store.find(organizationId, id)
                .filter(key -> key.enabled() && key.scopes().contains(KeyScope.VOICE))
                .isPresent();
    }

    /** The key of an id, or every key of a name; none when there are none. */
    public List<ApiKey> named(String organizationId, String nameOrId) {
        Optional<ApiKey> byId = store.find(organizationId, nameOrId);
        return byId.map(List::of).orElseGet(() -> store.named(organizationId, nameOrId));
    }

    /**
     * Disables every key of a name, or the one of an id.
     *
     * @return those keys; none when there are none
     */
    public List<ApiKey> disable(String organizationId, String nameOrId) {
        return database.transaction(handle -> named(organizationId, nameOrId).stream()
                .map(key -> change(organizationId, key.id(), ApiKeyDraft.enabled(false)))
                .toList());
    }

    /** The key that a secret belongs to, disabled or not. It is noted as used if it is enabled. */
    Optional<Principal.Key> bySecret(String secret) {
        Optional<Principal.Key> key = store.byHash(SecretGenerator.hash(secret));
        key.filter(found -> found.apiKey().enabled())
                .ifPresent(found -> lastUse.mark(found.apiKey().id()));
        return key;
    }

    @Override
    public void close() {
        lastUse.close();
    }

    private ApiKey changed(String organizationId, ApiKey key, ApiKeyDraft draft) {
        return ApiKeyRules.changed(key, draft, agentId -> agentExists.test(organizationId, agentId));
    }
}
