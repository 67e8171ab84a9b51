package com.osmtalk.server.call;

import com.osmtalk.server.store.Database;

/**
 * Counters of finished calls, for dashboards and totals. A finished call never changes, so it is added once, in the
 * transaction that ends it, to slots of a quarter of an hour, an hour and a day. Counting the calls themselves took
 * seconds with a million of them.
 */
public final class CallCounterStore {
    private final Database database;

    public CallCounterStore(Database database) {
        this.database = database;
    }

    /** Adds a finished call, whose row is final. Call it once, in the transaction that ends the call. */
    public void add(String callId) {
        database.transaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO call_tallies (
                                organization_id, minutes, slot, agent_id, status, failure_reason,
                                calls, simulated, answered, duration_ms, cost_total, cost_llm, cost_stt, cost_tts,
                                cost_sip,
                                latency_e2e_ms, latency_e2e_calls, latency_stt_ms, latency_stt_calls,
                                latency_llm_ms, latency_llm_calls, latency_tts_ms, latency_tts_calls)
                            SELECT organization_id, minutes, created_at / (minutes * 60000), agent_id, status,
                                coalesce(failure_reason, ''),
                                1, simulated, CASE WHEN duration_ms > 0 THEN 1 ELSE 0 END, duration_ms,
                                cost_total, cost_llm, cost_stt, cost_tts, cost_sip,
                                coalesce(latency_e2e_ms, 0), CASE WHEN latency_e2e_ms IS NULL THEN 0 ELSE 1 END,
                                coalesce(latency_stt_ms, 0), CASE WHEN latency_stt_ms IS NULL THEN 0 ELSE 1 END,
                                coalesce(latency_llm_ms, 0), CASE WHEN latency_llm_ms IS NULL THEN 0 ELSE 1 END,
                                coalesce(latency_tts_ms, 0), CASE WHEN latency_tts_ms IS NULL THEN 0 ELSE 1 END
                            FROM calls
                            CROSS JOIN (SELECT 15 AS minutes UNION ALL SELECT 60 UNION ALL SELECT 1440) AS lengths
                            WHERE id = :id
                            ON CONFLICT (organization_id, minutes, slot, agent_id, status, failure_reason) DO UPDATE SET
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
                            SELECT organization_id, created_at / 900000, 1 FROM calls WHERE id = :id
                            ON CONFLICT (organization_id, quarter) DO UPDATE SET calls = call_quarters.calls + 1
                            """).bind("id", callId).execute();
            return handle.createUpdate("""
                            INSERT INTO call_totals (organization_id, agent_id, status, calls)
                            SELECT organization_id, agent_id, status, 1 FROM calls WHERE id = :id
                            ON CONFLICT (organization_id, agent_id, status) DO UPDATE SET calls = call_totals.calls + 1
                            """).bind("id", callId).execute();
        });
    }
}
