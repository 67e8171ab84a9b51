package com.osmtalk.server;

import com.osmtalk.api.AgentSummary;
import com.osmtalk.api.ApiKey;
import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.CreatedApiKey;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.server.account.Accounts;
import com.osmtalk.server.account.ApiKeys;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The API keys of a home's first organisation, for {@code osmtalk keys}. They are reached through the database and not
 * through the HTTP API, because a key has to be made before there is one to authenticate with, whether a server runs or
 * not.
 */
public final class HomeApiKeys implements AutoCloseable {
    private final Database database;
    private final Home home;
    private final Accounts accounts;
    private final ApiKeys keys;
    private final Agents agents;
    private final String organizationId;

    private HomeApiKeys(Home home, CoreServices core, String organizationId) {
        this.database = core.database();
        this.home = home;
        this.accounts = core.accounts();
        this.keys = core.apiKeys();
        this.agents = core.agents();
        this.organizationId = organizationId;
    }

    /** Opens the database of a home and, when it is new, gives it its {@link InitialContent}. */
    public static HomeApiKeys open(ServerSettings settings) {
        Home home = new Home(settings.home());
        Database database = home.openDatabase(settings.databaseUrl());
        CoreServices core = CoreServices.withoutCalls(database, ServerWiring.keys(home.folder()), Clock.systemUTC());
        core.ensureInitialContent(settings, home);
        String organizationId =
                core.accounts().firstOrganization().orElseThrow().id();
        return new HomeApiKeys(home, core, organizationId);
    }

    /**
     * A new key, with its secret.
     *
     * @throws Problem INVALID when it would be no valid key
     */
    public CreatedApiKey create(ApiKeyDraft draft) {
        return database.transaction(handle -> keys.create(organizationId, draft));
    }

    /** All keys, the newest first. */
    public List<ApiKey> list() {
        return all(page -> keys.list(organizationId, page));
    }

    /** All agents, the newest first. */
    public List<AgentSummary> agents() {
        return all(page -> agents.summaries(organizationId, page));
    }

    private static <T> List<T> all(Function<PageRequest, Page<T>> list) {
        List<T> all = new ArrayList<>();
        Page<T> page = list.apply(PageRequest.first(PageRequest.MAX_LIMIT));
        all.addAll(page.data());
        while (page.nextCursor() != null) {
            page = list.apply(PageRequest.after(page.nextCursor(), PageRequest.MAX_LIMIT));
            all.addAll(page.data());
        }
        return all;
    }

    /** The key of an id, or every key of a name; none when there are none. */
    public List<ApiKey> named(String idOrName) {
        return keys.named(organizationId, idOrName);
    }

    /**
     * Changes what the draft names and leaves the rest.
     *
     * @throws Problem NOT_FOUND when there is no such key any more, INVALID when it would be no valid key
     */
    public ApiKey change(String id, ApiKeyDraft draft) {
        return keys.change(organizationId, id, draft);
    }

    /**
     * Disables the key of an id, or every key of a name.
     *
     * @return those; none when there are none
     */
    public List<ApiKey> disable(String idOrName) {
        List<ApiKey> disabled = keys.disable(organizationId, idOrName);
        forgetLocalKeyUnlessItWorks();
        return disabled;
    }

    /**
     * Deletes a key; nothing brings it back.
     *
     * @throws Problem NOT_FOUND when there is no such key any more
     */
    public void delete(String id) {
        keys.delete(organizationId, id);
        forgetLocalKeyUnlessItWorks();
    }

    /** The home's own key: a server makes it a new one at its next start. */
    private void forgetLocalKeyUnlessItWorks() {
        boolean useless = home.localKey()
                .filter(secret -> accounts.apiKey(secret)
                        .filter(key -> key.apiKey().enabled())
                        .isEmpty())
                .isPresent();
        if (useless) {
            home.forgetLocalKey();
        }
    }

    @Override
    public void close() {
        keys.close();
        database.close();
    }
}
