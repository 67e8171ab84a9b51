-- Whether nobody's phone rang on a call. Up to now the simulated network carried every phone call, whatever the
-- provider of its number; conversations on the web and in writing are held with real people. A call that waits to be
-- dialled from another provider's number won't be simulated: a carrier of that provider dials it, or it fails for want
-- of one.
ALTER TABLE calls ADD COLUMN simulated INTEGER NOT NULL DEFAULT 0;

UPDATE calls
SET simulated = 1
WHERE channel = 'phone'
    AND NOT (direction = 'outbound' AND status = 'queued' AND started_at IS NULL
        AND phone_number_id IN (SELECT id FROM phone_numbers WHERE provider <> 'simulated'));

ALTER TABLE call_tallies ADD COLUMN simulated BIGINT NOT NULL DEFAULT 0;

INSERT INTO call_tallies (organization_id, minutes, slot, agent_id, status, failure_reason, calls, answered, duration_ms,
                          cost_total, cost_llm, cost_stt, cost_tts, cost_sip,
                          latency_e2e_ms, latency_e2e_calls, latency_stt_ms, latency_stt_calls,
                          latency_llm_ms, latency_llm_calls, latency_tts_ms, latency_tts_calls, simulated)
SELECT organization_id, minutes, created_at / (minutes * 60000), agent_id, status, coalesce(failure_reason, ''),
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, count(*)
FROM calls
CROSS JOIN (SELECT 15 AS minutes UNION ALL SELECT 60 UNION ALL SELECT 1440) AS lengths
WHERE status IN ('completed', 'failed') AND simulated = 1
GROUP BY 1, 2, 3, 4, 5, 6
ON CONFLICT (organization_id, minutes, slot, agent_id, status, failure_reason)
    DO UPDATE SET simulated = excluded.simulated;
