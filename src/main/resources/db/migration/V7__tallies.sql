-- Finished calls, added up where they end, so that no list or figure has to count them again. A call is in here from the
-- transaction that ends it; live calls are few and are counted where they are.

-- by slots of three lengths, as a clock is read: whatever a period begins and ends with, few slots fill it
CREATE TABLE call_tallies (
    organization_id    TEXT    NOT NULL REFERENCES organizations (id),
    -- 15, 60 or 1440
    minutes            INTEGER NOT NULL,
    -- the time it was created, by that length, since the epoch
    slot               BIGINT  NOT NULL,
    agent_id           TEXT    NOT NULL REFERENCES agents (id),
    status             TEXT    NOT NULL,
    -- empty: it did not fail
    failure_reason     TEXT    NOT NULL,
    calls              BIGINT  NOT NULL,
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
    PRIMARY KEY (organization_id, minutes, slot, agent_id, status, failure_reason)
);

CREATE TABLE call_quarters (
    organization_id  TEXT   NOT NULL REFERENCES organizations (id),
    -- of an hour, since the epoch
    quarter          BIGINT NOT NULL,
    calls            BIGINT NOT NULL,
    PRIMARY KEY (organization_id, quarter)
);

CREATE TABLE call_totals (
    organization_id  TEXT   NOT NULL REFERENCES organizations (id),
    agent_id         TEXT   NOT NULL REFERENCES agents (id),
    status           TEXT   NOT NULL,
    calls            BIGINT NOT NULL,
    PRIMARY KEY (organization_id, agent_id, status)
);

INSERT INTO call_tallies (organization_id, minutes, slot, agent_id, status, failure_reason, calls, answered, duration_ms,
                          cost_total, cost_llm, cost_stt, cost_tts, cost_sip,
                          latency_e2e_ms, latency_e2e_calls, latency_stt_ms, latency_stt_calls,
                          latency_llm_ms, latency_llm_calls, latency_tts_ms, latency_tts_calls)
SELECT organization_id, 15, created_at / 900000, agent_id, status, coalesce(failure_reason, ''),
    count(*), sum(CASE WHEN duration_ms > 0 THEN 1 ELSE 0 END), sum(duration_ms),
    sum(cost_total), sum(cost_llm), sum(cost_stt), sum(cost_tts), sum(cost_sip),
    coalesce(sum(latency_e2e_ms), 0), count(latency_e2e_ms), coalesce(sum(latency_stt_ms), 0), count(latency_stt_ms),
    coalesce(sum(latency_llm_ms), 0), count(latency_llm_ms), coalesce(sum(latency_tts_ms), 0), count(latency_tts_ms)
FROM calls
WHERE status IN ('completed', 'failed')
GROUP BY 1, 3, 4, 5, 6;

INSERT INTO call_tallies
SELECT organization_id, 60, slot / 4, agent_id, status, failure_reason,
    sum(calls), sum(answered), sum(duration_ms),
    sum(cost_total), sum(cost_llm), sum(cost_stt), sum(cost_tts), sum(cost_sip),
    sum(latency_e2e_ms), sum(latency_e2e_calls), sum(latency_stt_ms), sum(latency_stt_calls),
    sum(latency_llm_ms), sum(latency_llm_calls), sum(latency_tts_ms), sum(latency_tts_calls)
FROM call_tallies
WHERE minutes = 15
GROUP BY 1, 3, 4, 5, 6;

INSERT INTO call_tallies
SELECT organization_id, 1440, slot / 24, agent_id, status, failure_reason,
    sum(calls), sum(answered), sum(duration_ms),
    sum(cost_total), sum(cost_llm), sum(cost_stt), sum(cost_tts), sum(cost_sip),
    sum(latency_e2e_ms), sum(latency_e2e_calls), sum(latency_stt_ms), sum(latency_stt_calls),
    sum(latency_llm_ms), sum(latency_llm_calls), sum(latency_tts_ms), sum(latency_tts_calls)
FROM call_tallies
WHERE minutes = 60
GROUP BY 1, 3, 4, 5, 6;

INSERT INTO call_quarters (organization_id, quarter, calls)
SELECT organization_id, slot, sum(calls) FROM call_tallies WHERE minutes = 15 GROUP BY 1, 2;

INSERT INTO call_totals (organization_id, agent_id, status, calls)
SELECT organization_id, agent_id, status, sum(calls) FROM call_tallies WHERE minutes = 1440 GROUP BY 1, 2, 3;

-- how many lines are in use is counted before each call: in the index alone
CREATE INDEX calls_on_lines ON calls (organization_id)
    WHERE status IN ('queued', 'ringing', 'in_progress') AND channel NOT IN ('chat', 'whatsapp');
