package com.osmtalk.server;

import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.KeyScope;
import com.osmtalk.api.Organization;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.agent.AgentRoutes;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.dashboard.CallFigures;
import com.osmtalk.server.dnc.DncList;
import com.osmtalk.server.dnc.DncRoutes;
import com.osmtalk.server.http.TestHttpServer;
import com.osmtalk.server.number.NumberRoutes;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import com.osmtalk.server.widget.WidgetRoutes;
import com.osmtalk.voice.SimulatedNetwork;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A running server with agents, numbers, the do-not-call list and figures. One serves all tests of a class, each with
 * organisations of its own: a start opens a database, a port and pools.
 */
public final class FeatureServer implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-03-10T10:00:00Z");

    public final TestRows rows;
    private final TestHttpServer server;

    public FeatureServer(TestDatabase kind, Path folder) {
        Database database = kind.open(folder);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        NumberingPlan plan = new NumberingPlan();
        Agents agents = new Agents(database, plan, clock);
        Numbers numbers = new Numbers(database, SimulatedNetwork.carriers(1), plan, agents, clock);
        CallFigures figures = new CallFigures(database, clock);
        rows = new TestRows(database);
        server = new TestHttpServer(
                database,
                TestHttpServer.settings(),
                List.of(
                        new AgentRoutes(agents, figures),
                        new NumberRoutes(numbers),
                        new DncRoutes(new DncList(database, clock)),
                        new WidgetRoutes(agents, numbers, figures)),
                List.of());
    }

    /** A new organisation, with nothing in it but a key and the server's one person. */
    public Customer newCustomer() {
        Organization organization = server.accounts.createOrganization("Test", ZoneOffset.UTC);
        server.accounts.join(server.user, organization);
        String key = server.apiKeys
                .create(organization.id(), ApiKeyDraft.secret("key", List.of(KeyScope.values())))
                .key();
        return new Customer(server, organization.id(), key);
    }

    @Override
    public void close() {
        server.close();
    }
}
