package com.osmtalk.server.dashboard;

import com.osmtalk.api.CallStatus;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Money;
import com.osmtalk.api.Spend;
import com.osmtalk.server.dashboard.CallGroup.Measured;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/** Counts and adds up calls where they are stored. */
final class FiguresStore {
    private final Database database;

    FiguresStore(Database database) {
        this.database = database;
    }

    ZoneId timeZone(String organizationId) {
        return database.read(handle -> handle.createQuery("SELECT time_zone FROM organizations WHERE id = :id")
                .bind("id", organizationId)
                .mapTo(String.class)
                .map(ZoneId::of)
                .one());
    }

    Money balance(String organizationId) {
        return database.read(handle -> handle.createQuery(
                        "SELECT COALESCE(sum(amount), 0) FROM balances WHERE organization_id = :organization")
                .bind("organization", organizationId)
                .mapTo(Long.class)
                .map(Money::ofPaise)
                .one());
    }

    Totals totals(Scope scope) {
        String sql = """
                SELECT agent_id, status, failure_reason,
                    count(*) AS calls,
                    sum(CASE WHEN duration_ms > 0 THEN 1 ELSE 0 END) AS answered,
                    sum(duration_ms) AS duration_ms,
                    sum(cost_total) AS cost_total, sum(cost_llm) AS cost_llm, sum(cost_stt) AS cost_stt,
                    sum(cost_tts) AS cost_tts, sum(cost_sip) AS cost_sip,
                    sum(latency_e2e_ms) AS latency_e2e_ms, count(latency_e2e_ms) AS latency_e2e_calls,
                    sum(latency_stt_ms) AS latency_stt_ms, count(latency_stt_ms) AS latency_stt_calls,
                    sum(latency_llm_ms) AS latency_llm_ms, count(latency_llm_ms) AS latency_llm_calls,
                    sum(latency_tts_ms) AS latency_tts_ms, count(latency_tts_ms) AS latency_tts_calls
                FROM calls
                %s
                GROUP BY agent_id, status, failure_reason
                """.formatted(scope.where());
        return new Totals(database.read(handle -> bound(handle.createQuery(sql), scope)
                .map((row, context) -> group(row))
                .list()));
    }

    QuarterHours quarterHours(Scope scope) {
        String sql = """
                SELECT created_at / :length AS quarter, count(*) AS calls
                FROM calls
                %s
                GROUP BY quarter
                """.formatted(scope.where());
        Map<Long, Long> counts = new HashMap<>();
        database.read(handle -> bound(handle.createQuery(sql), scope)
                .bind("length", QuarterHours.LENGTH_MS)
                .map((row, context) -> counts.put(row.getLong("quarter"), row.getLong("calls")))
                .list());
        return new QuarterHours(counts);
    }

    /** The names that agents have now, or had when they were deleted, by id. */
    Map<String, String> agentNames(List<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, String> names = new HashMap<>();
        database.read(handle -> handle.createQuery("SELECT id, name FROM agents WHERE id IN (<ids>)")
                .bindList("ids", ids)
                .map((row, context) -> names.put(row.getString("id"), row.getString("name")))
                .list());
        return names;
    }

    /** Two percentiles, by nearest rank, of how long answered calls lasted; zeros when there is none. */
    Percentiles durations(Scope scope) {
        String sql = """
                SELECT duration_ms
                FROM (
                    SELECT duration_ms,
                        row_number() OVER (ORDER BY duration_ms) AS place,
                        count(*) OVER () AS size
                    FROM calls
                    %s AND duration_ms > 0 AND status IN ('completed', 'failed')
                ) AS ranked
                WHERE place = (size + 1) / 2 OR place = (size * 95 + 99) / 100
                ORDER BY place
                """.formatted(scope.where());
        List<Long> ranked = database.read(handle ->
                bound(handle.createQuery(sql), scope).mapTo(Long.class).list());
        return ranked.isEmpty() ? new Percentiles(0, 0) : new Percentiles(ranked.get(0), ranked.get(ranked.size() - 1));
    }

    record Percentiles(long p50Ms, long p95Ms) {}

    private static CallGroup group(ResultSet row) throws SQLException {
        String reason = row.getString("failure_reason");
        return new CallGroup(
                row.getString("agent_id"),
                CallStatus.valueOf(constant(row.getString("status"))),
                reason == null ? null : FailureReason.valueOf(constant(reason)),
                row.getLong("calls"),
                row.getLong("answered"),
                row.getLong("duration_ms"),
                new Spend(
                        Money.ofPaise(row.getLong("cost_total")),
                        Money.ofPaise(row.getLong("cost_llm")),
                        Money.ofPaise(row.getLong("cost_stt")),
                        Money.ofPaise(row.getLong("cost_tts")),
                        Money.ofPaise(row.getLong("cost_sip"))),
                new Measured(row.getLong("latency_e2e_ms"), row.getLong("latency_e2e_calls")),
                new Measured(row.getLong("latency_stt_ms"), row.getLong("latency_stt_calls")),
                new Measured(row.getLong("latency_llm_ms"), row.getLong("latency_llm_calls")),
                new Measured(row.getLong("latency_tts_ms"), row.getLong("latency_tts_calls")));
    }

    private static String constant(String stored) {
        return stored.toUpperCase(Locale.ROOT);
    }

    private static Query bound(Query query, Scope scope) {
        query.bind("organization", scope.organizationId())
                .bind("from", scope.from().toEpochMilli())
                .bind("to", scope.to().toEpochMilli());
        return scope.agentId() == null ? query : query.bind("agent", scope.agentId());
    }
}
