package com.osmtalk.server;

import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.account.Accounts;
import com.osmtalk.server.account.ApiKeys;
import com.osmtalk.server.account.Passwords;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.agent.ProviderCatalogue;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.cluster.SharedKeys;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.secret.Seal;
import com.osmtalk.server.store.Database;
import com.osmtalk.voice.carrier.Carriers;
import com.osmtalk.voice.http.PrivateHosts;
import java.time.Clock;
import java.util.Map;

/**
 * The services that need nothing but the database: accounts, keys, agents, numbers, ledger. {@link ServerWiring} builds
 * the rest of the server on them; commands that work on a home without starting a server, such as {@code osmtalk keys},
 * use them alone.
 */
record CoreServices(
        Database database,
        ApiKeys apiKeys,
        Accounts accounts,
        NumberingPlan numberingPlan,
        Agents agents,
        Numbers numbers,
        Ledger ledger) {

    /** For a command that makes no calls: no number has a carrier. */
    static CoreServices withoutCalls(Database database, SharedKeys keys, Clock clock) {
        return on(database, keys, new Carriers(Map.of()), ProviderCatalogue.standard(), clock, new Passwords());
    }

    static CoreServices on(
            Database database,
            SharedKeys keys,
            Carriers carriers,
            ProviderCatalogue catalogue,
            Clock clock,
            Passwords passwords) {
        NumberingPlan numberingPlan = new NumberingPlan();
        Seal seal = new Seal(keys.key(SharedKeys.Use.SEAL_PASSWORDS));
        Agents agents = new Agents(database, numberingPlan, catalogue, new PrivateHosts(), seal, clock);
        ApiKeys apiKeys = new ApiKeys(database, clock, agents::exists);
        Accounts accounts = new Accounts(database, clock, apiKeys, passwords);
        Numbers numbers = new Numbers(database, carriers, numberingPlan, agents, clock);
        return new CoreServices(
                database, apiKeys, accounts, numberingPlan, agents, numbers, new Ledger(database, clock));
    }

    /** See {@link InitialContent}; safe to call on a database that has its content already. */
    void ensureInitialContent(ServerSettings settings, Home home) {
        new InitialContent(database, accounts, agents, numbers, ledger).create(settings, home);
    }
}
