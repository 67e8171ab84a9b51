-- One dialect for SQLite and PostgreSQL: TEXT ids, BIGINT epoch milliseconds, BIGINT paise, JSON as TEXT.
-- Every list is paged by (created_at, id) or by id alone (ids sort by time), always within one organisation.

CREATE TABLE organizations (
    id          TEXT   NOT NULL PRIMARY KEY,
    name        TEXT   NOT NULL,
    time_zone   TEXT   NOT NULL,
    created_at  BIGINT NOT NULL
);

CREATE TABLE users (
    id             TEXT   NOT NULL PRIMARY KEY,
    email          TEXT   NOT NULL UNIQUE,
    name           TEXT   NOT NULL,
    password_hash  TEXT   NOT NULL,
    created_at     BIGINT NOT NULL
);

CREATE TABLE memberships (
    user_id          TEXT   NOT NULL REFERENCES users (id),
    organization_id  TEXT   NOT NULL REFERENCES organizations (id),
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (user_id, organization_id)
);

CREATE TABLE sessions (
    token_hash  TEXT   NOT NULL PRIMARY KEY,
    user_id     TEXT   NOT NULL REFERENCES users (id),
    created_at  BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE api_keys (
    id               TEXT   NOT NULL PRIMARY KEY,
    organization_id  TEXT   NOT NULL REFERENCES organizations (id),
    name             TEXT   NOT NULL,
    prefix           TEXT   NOT NULL,
    key_hash         TEXT   NOT NULL UNIQUE,
    scopes           TEXT   NOT NULL,
    allowed_domains  TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    last_used_at     BIGINT,
    disabled_at      BIGINT
);
CREATE INDEX api_keys_by_organization ON api_keys (organization_id, id);

CREATE TABLE agents (
    id               TEXT    NOT NULL PRIMARY KEY,
    organization_id  TEXT    NOT NULL REFERENCES organizations (id),
    name             TEXT    NOT NULL,
    draft            TEXT    NOT NULL,
    current_version  INTEGER,
    created_at       BIGINT  NOT NULL,
    updated_at       BIGINT  NOT NULL,
    deleted_at       BIGINT
);
CREATE INDEX agents_by_organization ON agents (organization_id, id);

CREATE TABLE agent_versions (
    id          TEXT    NOT NULL PRIMARY KEY,
    agent_id    TEXT    NOT NULL REFERENCES agents (id),
    version     INTEGER NOT NULL,
    label       TEXT,
    notes       TEXT,
    snapshot    TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    UNIQUE (agent_id, version)
);

CREATE TABLE phone_numbers (
    id               TEXT   NOT NULL PRIMARY KEY,
    organization_id  TEXT   NOT NULL REFERENCES organizations (id),
    phone_number     TEXT   NOT NULL,
    label            TEXT   NOT NULL,
    provider         TEXT   NOT NULL,
    agent_id         TEXT   REFERENCES agents (id),
    capabilities     TEXT   NOT NULL,
    country          TEXT   NOT NULL,
    status           TEXT   NOT NULL,
    monthly_cost     BIGINT NOT NULL,
    created_at       BIGINT NOT NULL,
    released_at      BIGINT
);
CREATE INDEX phone_numbers_by_organization ON phone_numbers (organization_id, id);
-- one number, one organisation
CREATE UNIQUE INDEX phone_numbers_held ON phone_numbers (phone_number) WHERE released_at IS NULL;

CREATE TABLE calls (
    id                 TEXT    NOT NULL PRIMARY KEY,
    organization_id    TEXT    NOT NULL REFERENCES organizations (id),
    agent_id           TEXT    NOT NULL REFERENCES agents (id),
    agent_name         TEXT    NOT NULL,
    agent_version      INTEGER,
    phone_number_id    TEXT,
    channel            TEXT    NOT NULL,
    direction          TEXT    NOT NULL,
    from_number        TEXT,
    to_number          TEXT,
    status             TEXT    NOT NULL,
    failure_reason     TEXT,
    ended_by           TEXT,
    dynamic_variables  TEXT    NOT NULL,
    -- the server that dialled it
    server_id          TEXT,
    created_at         BIGINT  NOT NULL,
    -- set, once, when the carrier is about to be asked: such a call is never dialled again
    started_at         BIGINT,
    answered_at        BIGINT,
    ended_at           BIGINT,
    failed_at          BIGINT,
    duration_ms        BIGINT  NOT NULL DEFAULT 0,
    llm_model          TEXT    NOT NULL,
    prompt_tokens      BIGINT  NOT NULL DEFAULT 0,
    completion_tokens  BIGINT  NOT NULL DEFAULT 0,
    tts_characters     BIGINT  NOT NULL DEFAULT 0,
    stt_ms             BIGINT  NOT NULL DEFAULT 0,
    sip_ms             BIGINT  NOT NULL DEFAULT 0,
    cost_llm           BIGINT  NOT NULL DEFAULT 0,
    cost_stt           BIGINT  NOT NULL DEFAULT 0,
    cost_tts           BIGINT  NOT NULL DEFAULT 0,
    cost_sip           BIGINT  NOT NULL DEFAULT 0,
    cost_total         BIGINT  NOT NULL DEFAULT 0,
    billing_status     TEXT    NOT NULL,
    latency            TEXT,
    -- the medians in it, written with it: averages over many calls need them as columns
    latency_e2e_ms     BIGINT,
    latency_stt_ms     BIGINT,
    latency_llm_ms     BIGINT,
    latency_tts_ms     BIGINT,
    analysis           TEXT
);
CREATE INDEX calls_by_organization ON calls (organization_id, created_at, id);
CREATE INDEX calls_by_agent ON calls (organization_id, agent_id, created_at, id);
CREATE INDEX calls_by_status ON calls (organization_id, status, created_at, id);
CREATE INDEX calls_by_to ON calls (organization_id, to_number, created_at, id);
CREATE INDEX calls_by_from ON calls (organization_id, from_number, created_at, id);
-- live calls are few: the concurrency caps and recovery count and find them here
CREATE INDEX calls_live ON calls (organization_id, id) WHERE status IN ('queued', 'ringing', 'in_progress');

CREATE TABLE call_turns (
    call_id      TEXT    NOT NULL REFERENCES calls (id),
    turn_index   INTEGER NOT NULL,
    role         TEXT    NOT NULL,
    text         TEXT    NOT NULL,
    offset_ms    BIGINT  NOT NULL,
    interrupted  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (call_id, turn_index)
);

-- append-only; an organisation's balance is the sum of its entries
CREATE TABLE ledger (
    id               TEXT   NOT NULL PRIMARY KEY,
    organization_id  TEXT   NOT NULL REFERENCES organizations (id),
    bucket           TEXT   NOT NULL,
    kind             TEXT   NOT NULL,
    amount           BIGINT NOT NULL,
    call_id          TEXT   REFERENCES calls (id),
    note             TEXT,
    created_at       BIGINT NOT NULL
);
CREATE INDEX ledger_by_organization ON ledger (organization_id, id);
-- a call is charged once
CREATE UNIQUE INDEX ledger_by_call ON ledger (call_id, bucket) WHERE call_id IS NOT NULL;

-- the running sum of the ledger, written only in the transaction that appends to it
CREATE TABLE balances (
    organization_id  TEXT   NOT NULL REFERENCES organizations (id),
    bucket           TEXT   NOT NULL,
    amount           BIGINT NOT NULL,
    PRIMARY KEY (organization_id, bucket)
);

CREATE TABLE dnc_entries (
    id               TEXT   NOT NULL PRIMARY KEY,
    organization_id  TEXT   NOT NULL REFERENCES organizations (id),
    phone_number     TEXT   NOT NULL,
    reason           TEXT,
    source           TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    UNIQUE (organization_id, phone_number)
);
CREATE INDEX dnc_entries_by_organization ON dnc_entries (organization_id, id);

CREATE TABLE idempotency_keys (
    organization_id  TEXT    NOT NULL,
    route            TEXT    NOT NULL,
    idempotency_key  TEXT    NOT NULL,
    fingerprint      TEXT    NOT NULL,
    status           INTEGER NOT NULL,
    body             TEXT    NOT NULL,
    created_at       BIGINT  NOT NULL,
    PRIMARY KEY (organization_id, route, idempotency_key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- one row: a call is admitted by whoever holds it, so that caps and balance are checked one call at a time
CREATE TABLE admission (
    id  INTEGER NOT NULL PRIMARY KEY
);
INSERT INTO admission (id) VALUES (1);

-- which servers are alive: a live call of a server that is not is interrupted
CREATE TABLE servers (
    id            TEXT   NOT NULL PRIMARY KEY,
    started_at    BIGINT NOT NULL,
    heartbeat_at  BIGINT NOT NULL
);

-- db-scheduler's table, as its PostgreSQL definition has it
CREATE TABLE scheduled_tasks (
    task_name             TEXT                     NOT NULL,
    task_instance         TEXT                     NOT NULL,
    task_data             BYTEA,
    execution_time        TIMESTAMP WITH TIME ZONE NOT NULL,
    picked                BOOLEAN                  NOT NULL,
    picked_by             TEXT,
    last_success          TIMESTAMP WITH TIME ZONE,
    last_failure          TIMESTAMP WITH TIME ZONE,
    consecutive_failures  INT,
    last_heartbeat        TIMESTAMP WITH TIME ZONE,
    version               BIGINT                   NOT NULL,
    priority              SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);
