package com.osmtalk.server.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.server.store.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What migration 20 makes of trunks that were stored with a port each. */
class TrunkMigrationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aUsualPortIsLeftToDnsAndAnotherOneStays(TestDatabase kind) {
        String url = kind == TestDatabase.SQLITE
                ? "jdbc:sqlite:" + folder.resolve("old.db")
                : TestDatabase.emptyPostgresUrl();
        migrate(url, "18");
        Jdbi database = Jdbi.create(url);
        database.useHandle(handle -> {
            handle.execute("INSERT INTO organizations (id, name, time_zone, created_at) VALUES ('o', 'O', 'UTC', 0)");
            trunk(handle, "pn_1", "udp", 5060);
            trunk(handle, "pn_2", "tls", 5061);
            trunk(handle, "pn_3", "tls", 5060);
            trunk(handle, "pn_4", "tcp", 5070);
        });

        migrate(url, "20");

        List<String> trunks = database.withHandle(
                handle -> handle.createQuery("""
                        SELECT phone_number_id || ' ' || host || ' ' || coalesce(port, 0) || ' ' || transport || ' '
                            || username || ' ' || password
                        FROM number_trunks ORDER BY phone_number_id""").mapTo(String.class).list());
        assertThat(trunks)
                .containsExactly(
                        "pn_1 sip.example.com 0 udp u sealed",
                        "pn_2 sip.example.com 0 tls u sealed",
                        "pn_3 sip.example.com 5060 tls u sealed",
                        "pn_4 sip.example.com 5070 tcp u sealed");
    }

    private static void trunk(Handle handle, String id, String transport, int port) {
        handle.execute(
                "INSERT INTO phone_numbers (id, organization_id, phone_number, label, provider,"
                        + " capabilities, country, status, monthly_cost, created_at)"
                        + " VALUES (?, 'o', ?, 'l', 'sip', 'voice', 'US', 'active', 0, 0)",
                id,
                id);
        handle.execute(
                "INSERT INTO number_trunks (phone_number_id, host, port, transport, username, password)"
                        + " VALUES (?, 'sip.example.com', ?, ?, 'u', 'sealed')",
                id,
                port,
                transport);
    }

    private static void migrate(String url, String target) {
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/migration")
                .target(target)
                .load()
                .migrate();
    }
}
