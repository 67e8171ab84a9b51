package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that ended before there were counters are counted like those that end now. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CallCounterMigrationTest {
    private static final List<String> TABLES = List.of("call_tallies", "call_quarters", "call_totals");

    private final TestDatabase kind;
    private Database database;

    CallCounterMigrationTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theMigrationAddsUpStoredCallsAsTheirEndsWouldHave() {
        TestRows rows = new TestRows(database);
        Random random = new Random(7);
        for (String org : List.of(rows.organization("UTC"), rows.organization("Asia/Kolkata"))) {
            List<String> agents = List.of(rows.agent(org), rows.agent(org));
            for (int i = 0; i < 100; i++) {
                boolean failed = random.nextInt(3) == 0;
                rows.call(
                        org,
                        agents.get(i % 2),
                        failed ? "failed" : random.nextInt(9) == 0 ? "in_progress" : "completed",
                        Instant.ofEpochSecond(random.nextInt(3 * 86_400)),
                        failed
                                ? Map.of("failure_reason", random.nextBoolean() ? "busy" : "no_answer")
                                : Map.of(
                                        "simulated",
                                        random.nextInt(2),
                                        "duration_ms",
                                        random.nextInt(60_000),
                                        "cost_total",
                                        11,
                                        "cost_llm",
                                        1,
                                        "cost_sip",
                                        10,
                                        "latency_e2e_ms",
                                        random.nextInt(900)));
            }
        }
        List<List<Map<String, Object>>> added = counters();
        assertThat(added).allSatisfy(rowsOfATable -> assertThat(rowsOfATable).isNotEmpty());

        database.transaction(handle -> {
            TABLES.forEach(table -> handle.execute("DROP TABLE " + table));
            statements("V7__tallies")
                    .filter(each -> !each.isEmpty() && !each.startsWith("CREATE INDEX"))
                    .forEach(handle::execute);
            statements("V18__figures").filter(each -> each.contains(" call_")).forEach(handle::execute);
            return null;
        });

        assertThat(counters()).isEqualTo(added);
    }

    private List<List<Map<String, Object>>> counters() {
        return TABLES.stream()
                .map(table -> database.read(
                        handle -> handle.createQuery("SELECT * FROM " + table + " ORDER BY 1, 2, 3").mapToMap().stream()
                                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                                .toList()))
                .toList();
    }

    private static Stream<String> statements(String migration) {
        String file = "/db/migration/" + migration + ".sql";
        try (InputStream sql = TestDatabase.class.getResourceAsStream(file)) {
            return Arrays.stream(new String(sql.readAllBytes(), StandardCharsets.UTF_8)
                            .replaceAll("(?m)^--.*", "")
                            .split(";"))
                    .map(String::strip);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
