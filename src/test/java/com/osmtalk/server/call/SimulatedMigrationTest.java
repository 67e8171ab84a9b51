package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.Dashboard;
import com.osmtalk.server.dashboard.CallFigures;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls of before, all of whose phones were simulated, say so afterwards, and are counted as such. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SimulatedMigrationTest {
    private static final Instant NOW = Instant.parse("2026-03-10T10:00:00Z");

    private final TestDatabase kind;
    private Database database;
    private TestRows rows;
    private String organization;
    private String agent;

    SimulatedMigrationTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        rows = new TestRows(database);
        organization = rows.organization("UTC");
        agent = rows.agent(organization);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void phoneCallsWereSimulatedAndOthersWereNot() throws IOException {
        String plivo = number("plivo");
        String ended = call("completed", Map.of("phone_number_id", plivo));
        String failed = call("failed", Map.of("failure_reason", "busy"));
        String live = call("in_progress", Map.of("phone_number_id", plivo, "started_at", 1L));
        String web = call("completed", Map.of("channel", "web"));
        String chat = call("completed", Map.of("channel", "chat"));
        String queued = call("queued", Map.of("phone_number_id", number("simulated")));
        String queuedElsewhere = call("queued", Map.of("phone_number_id", plivo));
        String ringing = call("queued", Map.of("phone_number_id", plivo, "direction", "inbound"));

        migrate();

        assertThat(simulated(ended)).isTrue();
        assertThat(simulated(failed)).isTrue();
        assertThat(simulated(live)).isTrue();
        assertThat(simulated(web)).isFalse();
        assertThat(simulated(chat)).isFalse();
        assertThat(simulated(queued)).isTrue();
        // a carrier for plivo may dial it one day, and then a phone rings
        assertThat(simulated(queuedElsewhere)).isFalse();
        // whom the simulated network has calling is simulated whatever they call
        assertThat(simulated(ringing)).isTrue();

        // four of these are finished, two of them with a phone
        Dashboard.Calls counted = new CallFigures(database, Clock.systemUTC())
                .dashboard(
                        CallReach.all(organization),
                        Optional.of(NOW.minusSeconds(86_400)),
                        Optional.of(NOW.plusSeconds(86_400)))
                .calls();
        assertThat(counted.total()).as("all but the chat").isEqualTo(7);
        assertThat(counted.simulated()).isEqualTo(5);
        assertThat(tallied(15)).isEqualTo(2);
        assertThat(tallied(60)).isEqualTo(2);
        assertThat(tallied(1440)).isEqualTo(2);
    }

    /** What the migration, and the later one that counts calls anew, do to rows; their columns are there already. */
    private void migrate() throws IOException {
        run("V11__simulated_calls", "UPDATE calls");
        run("V18__figures", " call_");
    }

    private void run(String migration, String containing) throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/db/migration/" + migration + ".sql")) {
            String statements = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            for (String statement : statements.replaceAll("(?m)^--.*", "").split(";")) {
                if (statement.contains(containing) && !statement.contains("ALTER TABLE")) {
                    database.transaction(
                            handle -> handle.createUpdate(statement).execute());
                }
            }
        }
    }

    private String call(String status, Map<String, Object> more) {
        return rows.call(organization, agent, status, NOW, more);
    }

    private String number(String provider) {
        String id = Ids.next("pn");
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO phone_numbers (id, organization_id, phone_number, label, provider, capabilities,
                            country, status, monthly_cost, created_at)
                        VALUES (:id, :organization, :id, 'x', :provider, 'voice', 'US', 'active', 0, 0)
                        """)
                .bind("id", id)
                .bind("organization", organization)
                .bind("provider", provider)
                .execute());
        return id;
    }

    private boolean simulated(String callId) {
        return database.read(handle -> handle.createQuery("SELECT simulated FROM calls WHERE id = :id")
                        .bind("id", callId)
                        .mapTo(Integer.class)
                        .one()
                == 1);
    }

    private long tallied(int minutes) {
        return database.read(
                handle -> handle.createQuery("SELECT sum(simulated) FROM call_tallies WHERE minutes = :minutes")
                        .bind("minutes", minutes)
                        .mapTo(Long.class)
                        .one());
    }
}
