package com.osmtalk.server;

import com.osmtalk.api.Money;
import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.Transaction.Bucket;
import com.osmtalk.api.TransactionKind;
import com.osmtalk.server.account.Accounts;
import com.osmtalk.server.account.InitialAccount;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.agent.DemoAgent;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.store.Database;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an empty database is given so that a call can be placed immediately, with no account made anywhere: an
 * organisation and its administrator, its general agent, a demo agent, a number of the simulated network, and credits.
 */
final class InitialContent {
    private static final Logger LOG = LoggerFactory.getLogger(InitialContent.class);
    private static final PhoneNumber DEMO_NUMBER = PhoneNumber.of("+12025550199");
    private static final Money WELCOME_CREDITS = Money.ofPaise(5_000_00);

    private final Database database;
    private final Accounts accounts;
    private final Agents agents;
    private final Numbers numbers;
    private final Ledger ledger;

    InitialContent(Database database, Accounts accounts, Agents agents, Numbers numbers, Ledger ledger) {
        this.database = database;
        this.accounts = accounts;
        this.agents = agents;
        this.numbers = numbers;
        this.ledger = ledger;
    }

    /**
     * Writes it in one transaction. A database that has an organisation already is left as it is, except that a
     * configured administrator password replaces the stored one, and that an organisation of a server that had no
     * general agents is given one.
     */
    void create(ServerSettings settings, Home home) {
        if (accounts.firstOrganization().isPresent()) {
            setPassword(settings, home);
            agents.addMissingGeneral();
            return;
        }
        database.transaction(handle -> {
            Optional<InitialAccount> made = accounts.createFirst(settings.adminEmail(), settings.adminPassword());
            made.ifPresent(first -> {
                addDemoContent(first.organization().id());
                if (settings.adminPassword() == null) {
                    home.storeAdminPassword(first.password());
                }
            });
            return null;
        });
    }

    /**
     * Another command, such as {@code osmtalk mcp}, may have created the first user before a password was configured.
     */
    private void setPassword(ServerSettings settings, Home home) {
        String password = settings.adminPassword();
        if (password == null) {
            return;
        }
        if (accounts.setPassword(settings.adminEmail(), password)) {
            home.deleteAdminPassword();
        } else {
            LOG.warn(
                    "OSMTALK_ADMIN_PASSWORD was ignored: there is no user {}. Set OSMTALK_ADMIN_EMAIL to the"
                            + " address that was set at the first start",
                    settings.adminEmail());
        }
    }

    private void addDemoContent(String organizationId) {
        agents.addMissingGeneral();
        String agentId = agents.create(organizationId, DemoAgent.draft()).id();
        numbers.take(organizationId, new OwnedNumberDraft(DEMO_NUMBER, "Demo number", null, agentId, null));
        ledger.credit(
                organizationId,
                Bucket.PROMOTIONAL,
                WELCOME_CREDITS,
                TransactionKind.WELCOME,
                "given at the first start");
    }
}
