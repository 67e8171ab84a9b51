package com.osmtalk.server;

import com.osmtalk.api.ApiKey;
import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.CreatedApiKey;
import com.osmtalk.api.KeyScope;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.server.account.Accounts;
import com.osmtalk.server.account.ApiKeys;
import com.osmtalk.server.store.Database;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

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
    private final String organizationId;

    private HomeApiKeys(Database database, Home home, Accounts accounts, ApiKeys keys, String organizationId) {
        this.database = database;
        this.home = home;
        this.accounts = accounts;
        this.keys = keys;
        this.organizationId = organizationId;
    }

    /** Opens the database of a home and, when it is new, gives it its {@link InitialContent}. */
    public static HomeApiKeys open(ServerSettings settings) {
        Home home = new Home(settings.home());
        Database database = home.openDatabase(settings.databaseUrl());
        CoreServices core = CoreServices.withoutCalls(database, Clock.systemUTC());
        core.ensureInitialContent(settings, home);
        String organizationId =
                core.accounts().firstOrganization().orElseThrow().id();
        return new HomeApiKeys(database, home, core.accounts(), core.apiKeys(), organizationId);
    }

    /** A new key, with its secret. */
    public CreatedApiKey create(String name, List<KeyScope> scopes) {
        return database.transaction(handle -> keys.create(organizationId, new ApiKeyDraft(name, scopes, null, null)));
    }

    /** All keys, the newest first. */
    public List<ApiKey> list() {
        List<ApiKey> all = new ArrayList<>();
        Page<ApiKey> page = keys.list(organizationId, PageRequest.first(PageRequest.MAX_LIMIT));
        all.addAll(page.data());
        while (page.nextCursor() != null) {
            page = keys.list(organizationId, PageRequest.after(page.nextCursor(), PageRequest.MAX_LIMIT));
            all.addAll(page.data());
        }
        return all;
    }

    /**
     * Disables the key of an id, or every key of a name. The home's own key, if it is among them, is forgotten there,
     * and a server makes it a new one at its next start.
     *
     * @return those; none when there are none
     */
    public List<ApiKey> disable(String idOrName) {
        List<ApiKey> disabled = keys.disable(organizationId, idOrName);
        boolean localOneToo = home.localKey()
                .flatMap(accounts::apiKey)
                .filter(key -> !key.apiKey().enabled())
                .isPresent();
        if (localOneToo) {
            home.forgetLocalKey();
        }
        return disabled;
    }

    @Override
    public void close() {
        keys.close();
        database.close();
    }
}
