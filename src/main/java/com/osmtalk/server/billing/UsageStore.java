package com.osmtalk.server.billing;

import com.osmtalk.api.Dashboard.Period;
import com.osmtalk.api.Money;
import com.osmtalk.api.Spend;
import com.osmtalk.api.Usage;
import com.osmtalk.api.UsageReport.Figures;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up in SQL what calls used. Time is grouped by quarters of an hour and made into days in Java, by the
 * organisation's time zone: the same SQL runs on both databases, and SQLite knows no time zones.
 */
final class UsageStore {
    /** Every time zone in use is whole quarters of an hour from UTC, so no quarter lies in two days. */
    static final long QUARTER_HOUR_MS = Duration.ofMinutes(15).toMillis();

    private final Database database;

    UsageStore(Database database) {
        this.database = database;
    }

    /** By quarters of an hour since the epoch. */
    Map<Long, Figures> perQuarterHour(CallReach reach, Period period) {
        Map<Long, Figures> quarters = new LinkedHashMap<>();
        grouped("created_at / " + QUARTER_HOUR_MS, reach, period)
                .forEach((key, figures) -> quarters.put(Long.valueOf(key), figures));
        return quarters;
    }

    /** By the agents' ids. */
    Map<String, Figures> perAgent(CallReach reach, Period period) {
        return grouped("agent_id", reach, period);
    }

    /** By the channels' stored names. */
    Map<String, Figures> perChannel(CallReach reach, Period period) {
        return grouped("channel", reach, period);
    }

    private Map<String, Figures> grouped(String key, CallReach reach, Period period) {
        Map<String, Figures> groups = new LinkedHashMap<>();
        database.read(handle -> handle.createQuery("""
                        SELECT %s AS key,
                            sum(CASE WHEN channel IN ('chat', 'whatsapp') THEN 0 ELSE 1 END) AS calls,
                            sum(CASE WHEN channel IN ('chat', 'whatsapp') THEN 1 ELSE 0 END) AS chats,
                            sum(CASE WHEN channel IN ('chat', 'whatsapp') THEN 0 ELSE simulated END) AS simulated,
                            sum(CASE WHEN channel IN ('chat', 'whatsapp') THEN 0 ELSE duration_ms END) AS duration_ms,
                            sum(prompt_tokens) AS prompt_tokens, sum(completion_tokens) AS completion_tokens,
                            sum(tts_characters) AS tts_characters, sum(stt_ms) AS stt_ms, sum(sip_ms) AS sip_ms,
                            sum(cost_total) AS cost_total, sum(cost_llm) AS cost_llm, sum(cost_stt) AS cost_stt,
                            sum(cost_tts) AS cost_tts, sum(cost_sip) AS cost_sip
                        FROM calls
                        WHERE %s AND created_at >= :from AND created_at < :to
                            AND status IN ('completed', 'failed')
                        GROUP BY 1
                        """.formatted(key, reach.condition()))
                .bindMap(reach.values())
                .bind("from", period.from().toEpochMilli())
                .bind("to", period.to().toEpochMilli())
                .map((row, context) -> groups.put(row.getString("key"), figures(row)))
                .list());
        return groups;
    }

    /** The names that agents have now, or had when they were deleted, by id. */
    Map<String, String> agentNames(List<String> ids) {
        Map<String, String> names = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            database.read(handle -> handle.createQuery("SELECT id, name FROM agents WHERE id IN (<ids>)")
                    .bindList("ids", ids)
                    .map((row, context) -> names.put(row.getString("id"), row.getString("name")))
                    .list());
        }
        return names;
    }

    /** What telephone numbers cost, by when it was taken. */
    Money spentOnNumbers(CallReach reach, Period period) {
        return database.read(handle -> handle.createQuery("""
                        SELECT COALESCE(-sum(amount), 0)
                        FROM ledger
                        WHERE %s AND kind IN ('number_setup', 'number_rent')
                            AND created_at >= :from AND created_at < :to
                        """.formatted(reach.numberCondition()))
                .bindMap(reach.values())
                .bind("from", period.from().toEpochMilli())
                .bind("to", period.to().toEpochMilli())
                .mapTo(Long.class)
                .map(Money::ofPaise)
                .one());
    }

    private static Figures figures(ResultSet row) throws SQLException {
        return new Figures(
                row.getLong("calls"),
                row.getLong("chats"),
                row.getLong("simulated"),
                row.getLong("duration_ms") / 1000.0,
                new Usage(
                        row.getLong("prompt_tokens"),
                        row.getLong("completion_tokens"),
                        row.getLong("tts_characters"),
                        row.getLong("stt_ms") / 1000.0,
                        row.getLong("sip_ms") / 1000.0),
                new Spend(
                        Money.ofPaise(row.getLong("cost_total")),
                        Money.ofPaise(row.getLong("cost_llm")),
                        Money.ofPaise(row.getLong("cost_stt")),
                        Money.ofPaise(row.getLong("cost_tts")),
                        Money.ofPaise(row.getLong("cost_sip"))));
    }
}
