package com.osmtalk.server.call;

import com.osmtalk.api.Money;
import com.osmtalk.server.store.Database;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Counters of finished calls, for dashboards and totals. A finished call never changes, so it is added once, in the
 * transaction that ends it, to slots of a quarter of an hour, an hour and a day. Counting the calls themselves took
 * seconds with a million of them. Only its judgement comes later, with its analysis, and what its lines cost where they
 * were held on for the person who took it over.
 */
public final class CallCounterStore {
    /** The slots that a call is counted in. */
    private static final String OF_CALL = """
            FROM calls
            WHERE calls.id = :id
                AND call_tallies.organization_id = calls.organization_id
                AND minutes IN (15, 60, 1440) AND slot = calls.created_at / (minutes * 60000)
                AND call_tallies.agent_id = calls.agent_id
                AND written = CASE WHEN channel IN ('chat', 'whatsapp') THEN 1 ELSE 0 END
                AND call_tallies.status = calls.status
                AND call_tallies.failure_reason = coalesce(calls.failure_reason, '')
            """;

    private final Database database;

    public CallCounterStore(Database database) {
        this.database = database;
    }

    /**
     * Adds a finished call, whose row is final. Call it once, in the transaction that ends the call. A scheduled call
     * that nobody was dialled for is listed, and was not made.
     */
    public void add(String callId) {
        database.transaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO call_tallies (
                                organization_id, minutes, slot, agent_id, written, status, failure_reason,
                                calls, simulated, answered, duration_ms, cost_total, cost_llm, cost_stt, cost_tts,
                                cost_sip,
                                latency_e2e_ms, latency_e2e_calls, latency_stt_ms, latency_stt_calls,
                                latency_llm_ms, latency_llm_calls, latency_tts_ms, latency_tts_calls)
                            SELECT organization_id, minutes, created_at / (minutes * 60000), agent_id,
                                CASE WHEN channel IN ('chat', 'whatsapp') THEN 1 ELSE 0 END, status,
                                coalesce(failure_reason, ''),
                                1, simulated, CASE WHEN duration_ms > 0 THEN 1 ELSE 0 END, duration_ms,
                                cost_total, cost_llm, cost_stt, cost_tts, cost_sip,
                                coalesce(latency_e2e_ms, 0), CASE WHEN latency_e2e_ms IS NULL THEN 0 ELSE 1 END,
                                coalesce(latency_stt_ms, 0), CASE WHEN latency_stt_ms IS NULL THEN 0 ELSE 1 END,
                                coalesce(latency_llm_ms, 0), CASE WHEN latency_llm_ms IS NULL THEN 0 ELSE 1 END,
                                coalesce(latency_tts_ms, 0), CASE WHEN latency_tts_ms IS NULL THEN 0 ELSE 1 END
                            FROM calls
                            CROSS JOIN (SELECT 15 AS minutes UNION ALL SELECT 60 UNION ALL SELECT 1440) AS lengths
                            WHERE id = :id AND (scheduled_at IS NULL OR started_at IS NOT NULL)
                            ON CONFLICT (organization_id, minutes, slot, agent_id, written, status, failure_reason)
                            DO UPDATE SET
                                calls             = call_tallies.calls + 1,
                                simulated         = call_tallies.simulated + excluded.simulated,
                                answered          = call_tallies.answered + excluded.answered,
                                duration_ms       = call_tallies.duration_ms + excluded.duration_ms,
                                cost_total        = call_tallies.cost_total + excluded.cost_total,
                                cost_llm          = call_tallies.cost_llm + excluded.cost_llm,
                                cost_stt          = call_tallies.cost_stt + excluded.cost_stt,
                                cost_tts          = call_tallies.cost_tts + excluded.cost_tts,
                                cost_sip          = call_tallies.cost_sip + excluded.cost_sip,
                                latency_e2e_ms    = call_tallies.latency_e2e_ms + excluded.latency_e2e_ms,
                                latency_e2e_calls = call_tallies.latency_e2e_calls + excluded.latency_e2e_calls,
                                latency_stt_ms    = call_tallies.latency_stt_ms + excluded.latency_stt_ms,
                                latency_stt_calls = call_tallies.latency_stt_calls + excluded.latency_stt_calls,
                                latency_llm_ms    = call_tallies.latency_llm_ms + excluded.latency_llm_ms,
                                latency_llm_calls = call_tallies.latency_llm_calls + excluded.latency_llm_calls,
                                latency_tts_ms    = call_tallies.latency_tts_ms + excluded.latency_tts_ms,
                                latency_tts_calls = call_tallies.latency_tts_calls + excluded.latency_tts_calls
                            """).bind("id", callId).execute();
            handle.createUpdate("""
                            INSERT INTO call_quarters (organization_id, quarter, calls)
                            SELECT organization_id, created_at / 900000, 1 FROM calls
                            WHERE id = :id AND channel NOT IN ('chat', 'whatsapp')
                              AND (scheduled_at IS NULL OR started_at IS NOT NULL)
                            ON CONFLICT (organization_id, quarter) DO UPDATE SET calls = call_quarters.calls + 1
                            """).bind("id", callId).execute();
            return handle.createUpdate("""
                            INSERT INTO call_totals (organization_id, agent_id, status, calls)
                            SELECT organization_id, agent_id, status, 1 FROM calls WHERE id = :id
                            ON CONFLICT (organization_id, agent_id, status) DO UPDATE SET calls = call_totals.calls + 1
                            """).bind("id", callId).execute();
        });
    }

    /** Adds what a finished call's lines have cost after its end. Call it in the transaction that charges it. */
    void addSip(String callId, Money more) {
        database.transaction(handle -> {
            handle.createUpdate("""
                            UPDATE call_tallies
                            SET cost_sip = call_tallies.cost_sip + :more, cost_total = call_tallies.cost_total + :more
                            """ + OF_CALL)
                    .bind("more", more.paise())
                    .bind("id", callId)
                    .execute();
            return reviseTotals(handle, callId);
        });
    }

    /**
     * Adds what a finished call's analysis found. Call it in the transaction that stores the analysis.
     *
     * @param before what an earlier analysis of the call found; null: there was none, or it did not decide
     * @param after what this one finds; null: it does not decide
     */
    public void judge(String callId, @Nullable Boolean before, @Nullable Boolean after) {
        if (Objects.equals(before, after)) {
            return;
        }
        int judged = (after == null ? 0 : 1) - (before == null ? 0 : 1);
        int successful = (Boolean.TRUE.equals(after) ? 1 : 0) - (Boolean.TRUE.equals(before) ? 1 : 0);
        database.transaction(handle -> {
            handle.createUpdate(
                            "UPDATE call_tallies SET judged = judged + :judged, successful = successful + :successful\n"
                                    + OF_CALL)
                    .bind("judged", judged)
                    .bind("successful", successful)
                    .bind("id", callId)
                    .execute();
            return reviseTotals(handle, callId);
        });
    }

    /** Whoever has cached figures of the organisation has to read them anew. */
    private static int reviseTotals(Handle handle, String callId) {
        return handle.createUpdate("""
                        UPDATE call_totals SET judgements = judgements + 1
                        FROM calls
                        WHERE calls.id = :id
                            AND call_totals.organization_id = calls.organization_id
                            AND call_totals.agent_id = calls.agent_id AND call_totals.status = calls.status
                        """).bind("id", callId).execute();
    }
}
