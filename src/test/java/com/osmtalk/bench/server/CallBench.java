package com.osmtalk.bench.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Calls asked for as fast as they are taken, and a thousand of them held at once. */
final class CallBench {
    private static final int CONNECTIONS = 32;
    private static final int LIVE = 1_000;

    private CallBench() {}

    /**
     * Durable calls accepted a second, while those accepted before are being dialled.
     *
     * @param prism null: there is no peer to measure
     */
    static void outbound(Path folder, @Nullable Child prism) {
        BenchHome home = new BenchHome(folder.resolve("outbound-" + UUID.randomUUID()));
        try (Child server = home.serve()) {
            Api api = new Api(server.url(), home.key());
            api.topUp(500_000);
            api.topUp(500_000);
            LongFunction<String> request = request(api);
            new Load(server.url(), CONNECTIONS).run(Duration.ofSeconds(10), 201, request);
            double before = server.cpuSeconds();
            Load.Result result = new Load(server.url(), CONNECTIONS).run(Duration.ofSeconds(20), 201, request);
            double cpu = server.cpuSeconds() - before;
            long stored = api.get("/api/widget/calls?limit=1").path("total").asLong();
            Report.say("");
            Report.say("| POST /api/widget/calls/outbound | |");
            Report.say("|---|---:|");
            Report.say("| accepted a second | %,.0f |", result.rate());
            Report.say("| p50, p99, ms | %.1f, %.1f |", result.millis(0.5), result.millis(0.99));
            Report.say("| refused | %,d |", result.others());
            if (prism != null) {
                LongFunction<String> same = request(new Api(prism.url(), "osm_any"), agentOf(api), numberOf(api));
                new Load(prism.url(), CONNECTIONS).run(Duration.ofSeconds(10), 201, same);
                Load.Result mocked = new Load(prism.url(), CONNECTIONS).run(Duration.ofSeconds(20), 201, same);
                Report.say("| Prism, which stores nothing, answers a second | %,.0f |", mocked.rate());
            }
            Report.say("| stored in the end | %,d |", stored);
            Report.say("| processor a call, ms | %.2f |", 1000 * cpu / result.latencies().length);
        }
    }

    /**
     * How late lines are stored in calls that are all live at once. The database notes, by a trigger, when each was;
     * when it was due is the line's own time, which the call's usage carries, from when the quickest call was answered.
     */
    static void live(Path folder) {
        BenchHome home = new BenchHome(folder.resolve("live-" + UUID.randomUUID()));
        try (Connection database = home.database();
                Statement sql = database.createStatement()) {
            sql.execute("CREATE TABLE bench_lines (call_id TEXT, line_ms BIGINT, stored_ms BIGINT)");
            sql.execute("""
                    CREATE TRIGGER bench_lines_stored AFTER UPDATE OF sip_ms ON calls WHEN NEW.status = 'in_progress'
                    BEGIN
                        INSERT INTO bench_lines VALUES (NEW.id, NEW.sip_ms, unixepoch('subsec') * 1000);
                    END
                    """);
            try (Child server = home.serve()) {
                Api api = new Api(server.url(), home.key());
                api.topUp(500_000);
                LongFunction<String> request = request(api);
                double start = System.nanoTime();
                Load load = new Load(server.url(), CONNECTIONS);
                load.run(LIVE, 201, request);
                double placed = (System.nanoTime() - start) / 1e9;
                long most = 0;
                double before = server.cpuSeconds();
                double began = System.nanoTime();
                for (int seconds = 0; seconds < 60; seconds++) {
                    Thread.sleep(1_000);
                    most = Math.max(most, count(sql, "SELECT count(*) FROM calls WHERE status = 'in_progress'"));
                    if (count(sql, "SELECT count(*) FROM calls WHERE status IN ('queued', 'ringing', 'in_progress')")
                            == 0) {
                        break;
                    }
                }
                double cpu = (server.cpuSeconds() - before) / ((System.nanoTime() - began) / 1e9);
                Report.say("");
                Report.say("| %,d calls at once | |", LIVE);
                Report.say("|---|---:|");
                Report.say("| placed within, s | %.1f |", placed);
                Report.say("| most in conversation at once | %,d |", most);
                Report.say("| completed | %,d |", count(sql, "SELECT count(*) FROM calls WHERE status = 'completed'"));
                Report.say("| lines | %,d |", count(sql, "SELECT count(*) FROM bench_lines"));
                Report.say("| turns late by p50, p99, most, ms | %s |", lateness(sql, "answered_at"));
                Report.say(
                        "| the same with the answer's own delay, ms | %s |",
                        lateness(sql, "started_at + (SELECT min(answered_at - started_at) FROM calls)"));
                Report.say("| processors in use | %.2f |", cpu);
                Report.say("| resident, MB | %.0f |", server.residentMegabytes());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("can't read what was measured", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String lateness(Statement sql, String from) throws SQLException {
        String late =
                "SELECT stored_ms - line_ms - (" + from + ") AS late FROM bench_lines JOIN calls ON calls.id = call_id"
                        + " ORDER BY late LIMIT 1 OFFSET (SELECT %s FROM bench_lines)";
        return String.format(
                Locale.ROOT,
                "%d, %d, %d",
                count(sql, late.formatted("count(*) / 2")),
                count(sql, late.formatted("count(*) * 99 / 100")),
                count(sql, late.formatted("count(*) - 1")));
    }

    private static long count(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            return row.getLong(1);
        }
    }

    private static String agentOf(Api api) {
        return api.get("/api/widget/agents").at("/data/0/id").asText();
    }

    private static String numberOf(Api api) {
        return api.get("/api/widget/phone-numbers").at("/data/0/id").asText();
    }

    private static LongFunction<String> request(Api api) {
        return request(api, agentOf(api), numberOf(api));
    }

    private static LongFunction<String> request(Api api, String agent, String number) {
        String body = "{\"agentId\": \"" + agent + "\", \"phoneNumberId\": \"" + number
                + "\", \"destination\": \"+12025550100\"}";
        return call -> ReadBench.head("POST", api, "/api/widget/calls/outbound") + "Content-Type: application/json\r\n"
                + "Idempotency-Key: " + UUID.randomUUID() + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }
}
