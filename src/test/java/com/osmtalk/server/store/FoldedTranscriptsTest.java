package com.osmtalk.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FoldedTranscriptsTest {
    /** More than a page. */
    private static final int LINES = 2_100;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyLineThatWasStoredBeforeCanBeFound(TestDatabase kind, @TempDir Path folder) {
        try (Database database = kind.open(folder)) {
            TestRows rows = new TestRows(database);
            String organization = rows.organization("UTC");
            String agent = rows.agent(organization);
            List<String> calls = List.of(
                    rows.call(organization, agent, "completed", Instant.EPOCH),
                    rows.call(organization, agent, "completed", Instant.EPOCH));
            database.transaction(handle -> {
                for (int i = 0; i < LINES; i++) {
                    handle.execute(
                            "INSERT INTO call_turns (call_id, turn_index, role, text, offset_ms)"
                                    + " VALUES (?, ?, 'caller', ?, 0)",
                            calls.get(i % 2),
                            i,
                            "ПРИВЕТ " + i);
                }
                return null;
            });
            database.transaction(FoldedTranscriptsTest::fold);
            assertThat(database.<List<String>>read(
                            handle -> handle.createQuery("SELECT folded FROM call_turns ORDER BY turn_index")
                                    .mapTo(String.class)
                                    .list()))
                    .hasSize(LINES)
                    .startsWith("привет 0", "привет 1")
                    .endsWith("привет 2099");
        }
    }

    private static Void fold(Handle handle) {
        try {
            FoldedTranscripts.fold(handle.getConnection());
            return null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
