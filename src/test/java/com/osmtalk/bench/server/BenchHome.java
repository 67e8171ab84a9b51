package com.osmtalk.bench.server;

import com.osmtalk.server.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A home for a measured server, with its limits out of the way; the launcher runs it as everybody's. */
final class BenchHome {
    static final String PAYMENT_SECRET = "bench";

    private static final Pattern SAYS = Pattern.compile("osmTalk\\S* at (http://\\S+)");

    /** One agent speaks for most organisations; figures by agent need more. */
    private static final int AGENTS = 5;

    private final Path folder;

    /** The home in a folder, made by a first start when it is not there. */
    BenchHome(Path folder) {
        this.folder = folder;
        if (!Files.exists(folder.resolve("osmtalk.db"))) {
            serve().close();
        }
    }

    Child serve() {
        return serve(Map.of());
    }

    Child serve(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "OSMTALK_HOME", folder.toString(),
                "OSMTALK_REQUESTS_PER_MINUTE", "100000000",
                "OSMTALK_LOG_LEVEL", "WARN",
                "MAX_CONCURRENT_CALLS", "1000000",
                "MAX_CONCURRENT_CALLS_PER_ORG", "1000000",
                "RAZORPAY_WEBHOOK_SECRET", PAYMENT_SECRET));
        environment.putAll(more);
        return Child.start(
                List.of("./osmtalk", "serve", "--port", "0"),
                environment,
                folder.resolveSibling(folder.getFileName() + ".log"),
                SAYS);
    }

    String key() {
        return new Home(folder).localKey().orElseThrow();
    }

    /** The database, beside the server that has it open. */
    Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("osmtalk.db") + "?busy_timeout=60000");
    }

    /** Fills an empty home with finished calls of the last thirty days, adding them up as the migration does. */
    void seed(int calls) {
        try (Connection database = database();
                Statement sql = database.createStatement()) {
            if (sql.executeQuery("SELECT count(*) FROM calls").getInt(1) >= calls) {
                return;
            }
            database.setAutoCommit(false);
            sql.executeUpdate("""
                    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < %d)
                    INSERT INTO agents (id, organization_id, name, draft, created_at, updated_at)
                    SELECT printf('agent_%%026d', n), organization_id, 'Agent ' || n, draft, 0, 0
                    FROM number, (SELECT * FROM agents LIMIT 1)
                    """.formatted(AGENTS - 1));
            sql.executeUpdate("""
                    WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < %1$d - 1),
                    drawn AS (
                        SELECT n, (n * 2654435761) %% 1000 AS luck, (n * 40503) %% 180000 AS length FROM number
                    )
                    INSERT INTO calls (
                        id, organization_id, agent_id, agent_name, phone_number_id, channel, direction, from_number,
                        to_number, status, failure_reason, ended_by, dynamic_variables, created_at, started_at,
                        answered_at, ended_at, failed_at, duration_ms, llm_model, prompt_tokens, completion_tokens,
                        tts_characters, stt_ms, sip_ms, cost_llm, cost_stt, cost_tts, cost_sip, cost_total,
                        billing_status, latency, latency_e2e_ms, latency_llm_ms, analysis, simulated)
                    SELECT printf('call_%%026d', n), organization_id, agent.id, agent.name, phone.id, 'phone',
                        'outbound', phone.phone_number, '+1202555' || printf('%%04d', n %% 10000),
                        CASE WHEN luck < 700 THEN 'completed' ELSE 'failed' END,
                        CASE WHEN luck < 700 THEN NULL WHEN luck < 850 THEN 'no_answer' WHEN luck < 930 THEN 'busy'
                            WHEN luck < 980 THEN 'voicemail' ELSE 'rejected' END,
                        CASE WHEN luck < 700 THEN 'caller' END,
                        '{"name":"A customer"}', at, at + 200, CASE WHEN luck < 700 THEN at + 5000 END,
                        at + 5000 + length, CASE WHEN luck >= 700 THEN at + 5000 END,
                        CASE WHEN luck < 700 THEN length ELSE 0 END, 'gpt-4.1-mini', 1000, 100, 500, length, length,
                        10, 20, 30, 40, 100, 'charged',
                        '{"endToEnd":{"p50":2,"p95":4,"max":9,"count":5},"llm":{"p50":1,"p95":2,"max":3,"count":5}}',
                        luck, luck / 2,
                        CASE WHEN luck < 700
                            THEN '{"summary":"It went well.","sentiment":"positive","success":true}' END, 1
                    FROM (SELECT *, %2$d + n * (%3$d / %1$d) AS at FROM drawn)
                    JOIN (SELECT row_number() OVER (ORDER BY id) - 1 AS place, * FROM agents) AS agent
                        ON agent.place = n %% %4$d
                    JOIN (SELECT * FROM phone_numbers LIMIT 1) AS phone
                        USING (organization_id)
                    """.formatted(calls, System.currentTimeMillis() - MONTH_MS, MONTH_MS, AGENTS));
            for (String table : List.of("call_tallies", "call_quarters", "call_totals")) {
                sql.executeUpdate("DELETE FROM " + table);
            }
            sql.executeUpdate("ALTER TABLE call_tallies DROP COLUMN simulated");
            for (String statement : resource("/db/migration/V7__tallies.sql").split(";")) {
                if (statement.strip().startsWith("INSERT")) {
                    sql.executeUpdate(statement);
                }
            }
            sql.executeUpdate("ALTER TABLE call_tallies ADD COLUMN simulated BIGINT NOT NULL DEFAULT 0");
            sql.executeUpdate("UPDATE call_tallies SET simulated = calls");
            database.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("can't seed " + folder, e);
        }
    }

    private static final long MONTH_MS = 30L * 86_400_000;

    private static String resource(String name) {
        try (var in = BenchHome.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
