package com.osmtalk.server;

import com.osmtalk.server.account.Accounts;
import com.osmtalk.server.account.ApiKeys;
import com.osmtalk.server.account.Passwords;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.numbering.NumberingPlan;
import com.osmtalk.server.store.Database;
import java.time.Clock;

/** The parts that a database can be worked on with alone, without a server listening. */
record Foundation(
        Database database,
        ApiKeys apiKeys,
        Accounts accounts,
        NumberingPlan numberingPlan,
        Agents agents,
        Numbers numbers,
        Ledger ledger) {

    static Foundation on(Database database, Clock clock) {
        ApiKeys apiKeys = new ApiKeys(database, clock);
        Accounts accounts = new Accounts(database, clock, apiKeys, new Passwords());
        NumberingPlan numberingPlan = new NumberingPlan();
        Agents agents = new Agents(database, numberingPlan, clock);
        Numbers numbers = new Numbers(database, numberingPlan, agents, clock);
        return new Foundation(database, apiKeys, accounts, numberingPlan, agents, numbers, new Ledger(database, clock));
    }

    /** Gives an empty database its first account, agent, number and credits. */
    void setUp(ServerSettings settings, Home home) {
        new Setup(database, accounts, agents, numbers, ledger).run(settings, home);
    }
}
