package com.osmtalk.server.dashboard;

import com.osmtalk.api.CallStatus;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Money;
import com.osmtalk.api.Spend;
import com.osmtalk.server.dashboard.CallGroup.Measured;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.Query;

/**
 * Counts and adds up calls where they are stored: from the counters that finished calls are added to as they end, and
 * from the calls themselves for the rest of a period. {@link PeriodFigures} decides which of both.
 */
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

    /** Counts the selected calls. */
    List<CallGroup> groups(CallSelection scope) {
        String sql = """
                SELECT agent_id, CASE WHEN channel IN ('chat', 'whatsapp') THEN 1 ELSE 0 END AS written,
                    status, failure_reason,
                    count(*) AS calls, sum(simulated) AS simulated,
                    count(success) AS judged, coalesce(sum(success), 0) AS successful,
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
                GROUP BY agent_id, written, status, failure_reason
                """.formatted(scope.where());
        return database.read(handle -> bound(handle.createQuery(sql), scope)
                .map((row, context) -> group(row))
                .list());
    }

    /** The finished calls of all agents in some slots, from the counters. */
    List<CallGroup> finishedGroups(String organizationId, TimeSlots slots) {
        List<TimeSlots.Range> ranges = slots.ranges();
        String parts =
                IntStream.range(0, ranges.size()).mapToObj("""
                        SELECT * FROM call_tallies
                        WHERE organization_id = :organization
                            AND minutes = :minutes%1$d AND slot >= :from%1$d AND slot < :to%1$d
                        """::formatted).collect(Collectors.joining("UNION ALL\n"));
        String sql = """
                SELECT agent_id, written, status, nullif(failure_reason, '') AS failure_reason,
                    sum(calls) AS calls, sum(simulated) AS simulated,
                    sum(judged) AS judged, sum(successful) AS successful,
                    sum(answered) AS answered, sum(duration_ms) AS duration_ms,
                    sum(cost_total) AS cost_total, sum(cost_llm) AS cost_llm, sum(cost_stt) AS cost_stt,
                    sum(cost_tts) AS cost_tts, sum(cost_sip) AS cost_sip,
                    sum(latency_e2e_ms) AS latency_e2e_ms, sum(latency_e2e_calls) AS latency_e2e_calls,
                    sum(latency_stt_ms) AS latency_stt_ms, sum(latency_stt_calls) AS latency_stt_calls,
                    sum(latency_llm_ms) AS latency_llm_ms, sum(latency_llm_calls) AS latency_llm_calls,
                    sum(latency_tts_ms) AS latency_tts_ms, sum(latency_tts_calls) AS latency_tts_calls
                FROM (%s) AS parts
                GROUP BY agent_id, written, status, failure_reason
                """.formatted(parts);
        return database.read(handle -> {
            Query query = handle.createQuery(sql).bind("organization", organizationId);
            for (int i = 0; i < ranges.size(); i++) {
                query.bind("minutes" + i, ranges.get(i).minutes())
                        .bind("from" + i, ranges.get(i).from())
                        .bind("to" + i, ranges.get(i).to());
            }
            return query.map((row, context) -> group(row)).list();
        });
    }

    /** The spoken calls of a scope, counted by quarters of an hour since the epoch. */
    Map<Long, Long> quarters(CallSelection scope) {
        String sql = """
                SELECT created_at / :length AS quarter, count(*) AS calls
                FROM calls
                %s AND channel NOT IN ('chat', 'whatsapp')
                GROUP BY quarter
                """.formatted(scope.where());
        return database.read(
                handle -> counts(bound(handle.createQuery(sql), scope).bind("length", CallTimes.QUARTER_MS)));
    }

    /** The same of finished calls of all agents, from the counters. */
    Map<Long, Long> finishedQuarters(String organizationId, TimeSlots slots) {
        return database.read(handle -> counts(handle.createQuery("""
                        SELECT quarter, calls FROM call_quarters
                        WHERE organization_id = :organization AND quarter >= :from AND quarter < :to
                        """)
                .bind("organization", organizationId)
                .bind("from", slots.from())
                .bind("to", slots.to())));
    }

    private static Map<Long, Long> counts(Query query) {
        Map<Long, Long> counts = new HashMap<>();
        query.map((row, context) -> counts.put(row.getLong(1), row.getLong(2))).list();
        return counts;
    }

    /** How many calls of an organisation have ever finished or been judged: more each time its figures change. */
    long revision(String organizationId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT coalesce(sum(calls + judgements), 0) FROM call_totals
                        WHERE organization_id = :organization
                        """)
                .bind("organization", organizationId)
                .mapTo(Long.class)
                .one());
    }

    boolean hasCallsSince(String organizationId, Instant time) {
        return database.read(handle -> handle.createQuery(
                        "SELECT 1 FROM calls WHERE organization_id = :organization AND created_at >= :time LIMIT 1")
                .bind("organization", organizationId)
                .bind("time", time.toEpochMilli())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
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

    /** Two percentiles, by nearest rank, of how long answered spoken calls lasted; zeros when there is none. */
    Percentiles durations(CallSelection scope) {
        String sql = """
                SELECT duration_ms
                FROM (
                    SELECT duration_ms,
                        row_number() OVER (ORDER BY duration_ms) AS place,
                        count(*) OVER () AS size
                    FROM calls
                    %s AND duration_ms > 0 AND status IN ('completed', 'failed')
                        AND channel NOT IN ('chat', 'whatsapp')
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
        return new CallGroup(
                row.getString("agent_id"),
                row.getInt("written") == 1,
                Columns.value(CallStatus.class, row.getString("status")),
                Columns.nullable(FailureReason.class, row.getString("failure_reason")),
                row.getLong("calls"),
                row.getLong("simulated"),
                row.getLong("judged"),
                row.getLong("successful"),
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

    private static Query bound(Query query, CallSelection scope) {
        query.bindMap(scope.reach().values())
                .bind("from", scope.from().toEpochMilli())
                .bind("to", scope.to().toEpochMilli());
        return scope.agentId() == null ? query : query.bind("agent", scope.agentId());
    }
}
