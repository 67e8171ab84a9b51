-- A call knows its campaign, and whether its analysis found it a success. Up to now only the last call to a lead was
-- known to belong to a campaign. No success is taken over from older analyses: they do not say who made them, and the
-- rules of that time judged calls on what nobody had said.
ALTER TABLE calls ADD COLUMN campaign_id TEXT;
ALTER TABLE calls ADD COLUMN success INTEGER;

UPDATE calls
SET campaign_id = (SELECT campaign_id FROM campaign_leads WHERE call_id = calls.id)
WHERE id IN (SELECT call_id FROM campaign_leads WHERE call_id IS NOT NULL);

CREATE INDEX calls_by_campaign ON calls (campaign_id, created_at, id) WHERE campaign_id IS NOT NULL;

-- What is written is counted apart from what is spoken, and successes beside completions: the counters begin anew.
DROP TABLE call_tallies;

CREATE TABLE call_tallies (
    organization_id    TEXT    NOT NULL REFERENCES organizations (id),
    -- 15, 60 or 1440
    minutes            INTEGER NOT NULL,
    -- the time it was created, by that length, since the epoch
    slot               BIGINT  NOT NULL,
    agent_id           TEXT    NOT NULL REFERENCES agents (id),
    -- 1: a chat, on the web or on WhatsApp
    written            INTEGER NOT NULL,
    status             TEXT    NOT NULL,
    -- empty: it did not fail
    failure_reason     TEXT    NOT NULL,
    calls              BIGINT  NOT NULL,
    simulated          BIGINT  NOT NULL,
    -- those whose analysis decided on success or failure, and those of them that were a success, added when it is made
    judged             BIGINT  NOT NULL DEFAULT 0,
    successful         BIGINT  NOT NULL DEFAULT 0,
    -- those that lasted
    answered           BIGINT  NOT NULL,
    duration_ms        BIGINT  NOT NULL,
    cost_total         BIGINT  NOT NULL,
    cost_llm           BIGINT  NOT NULL,
    cost_stt           BIGINT  NOT NULL,
    cost_tts           BIGINT  NOT NULL,
    cost_sip           BIGINT  NOT NULL,
    latency_e2e_ms     BIGINT  NOT NULL,
    latency_e2e_calls  BIGINT  NOT NULL,
    latency_stt_ms     BIGINT  NOT NULL,
    latency_stt_calls  BIGINT  NOT NULL,
    latency_llm_ms     BIGINT  NOT NULL,
    latency_llm_calls  BIGINT  NOT NULL,
    latency_tts_ms     BIGINT  NOT NULL,
    latency_tts_calls  BIGINT  NOT NULL,
    PRIMARY KEY (organization_id, minutes, slot, agent_id, written, status, failure_reason)
);

INSERT INTO call_tallies (organization_id, minutes, slot, agent_id, written, status, failure_reason,
                          calls, simulated, answered, duration_ms,
                          cost_total, cost_llm, cost_stt, cost_tts, cost_sip,
                          latency_e2e_ms, latency_e2e_calls, latency_stt_ms, latency_stt_calls,
                          latency_llm_ms, latency_llm_calls, latency_tts_ms, latency_tts_calls)
SELECT organization_id, 15, created_at / 900000, agent_id,
    CASE WHEN channel IN ('chat', 'whatsapp') THEN 1 ELSE 0 END, status, coalesce(failure_reason, ''),
    count(*), sum(simulated), sum(CASE WHEN duration_ms > 0 THEN 1 ELSE 0 END), sum(duration_ms),
    sum(cost_total), sum(cost_llm), sum(cost_stt), sum(cost_tts), sum(cost_sip),
    coalesce(sum(latency_e2e_ms), 0), count(latency_e2e_ms), coalesce(sum(latency_stt_ms), 0), count(latency_stt_ms),
    coalesce(sum(latency_llm_ms), 0), count(latency_llm_ms), coalesce(sum(latency_tts_ms), 0), count(latency_tts_ms)
FROM calls
WHERE status IN ('completed', 'failed')
GROUP BY 1, 3, 4, 5, 6, 7;

INSERT INTO call_tallies (organization_id, minutes, slot, agent_id, written, status, failure_reason,
                          calls, simulated, answered, duration_ms,
                          cost_total, cost_llm, cost_stt, cost_tts, cost_sip,
                          latency_e2e_ms, latency_e2e_calls, latency_stt_ms, latency_stt_calls,
                          latency_llm_ms, latency_llm_calls, latency_tts_ms, latency_tts_calls)
SELECT organization_id, lengths.minutes, slot / (lengths.minutes / 15), agent_id, written, status, failure_reason,
    sum(calls), sum(simulated), sum(answered), sum(duration_ms),
    sum(cost_total), sum(cost_llm), sum(cost_stt), sum(cost_tts), sum(cost_sip),
    sum(latency_e2e_ms), sum(latency_e2e_calls), sum(latency_stt_ms), sum(latency_stt_calls),
    sum(latency_llm_ms), sum(latency_llm_calls), sum(latency_tts_ms), sum(latency_tts_calls)
FROM call_tallies
CROSS JOIN (SELECT 60 AS minutes UNION ALL SELECT 1440) AS lengths
WHERE call_tallies.minutes = 15
GROUP BY 1, 2, 3, 4, 5, 6, 7;

-- calls a day and calls an hour: spoken ones
DELETE FROM call_quarters;

INSERT INTO call_quarters (organization_id, quarter, calls)
SELECT organization_id, slot, sum(calls) FROM call_tallies WHERE minutes = 15 AND written = 0 GROUP BY 1, 2;

-- how often a judgement was added or changed: figures that were read before are old then
ALTER TABLE call_totals ADD COLUMN judgements BIGINT NOT NULL DEFAULT 0;
