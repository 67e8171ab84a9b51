CREATE TABLE webhook_settings (
    organization_id  TEXT   NOT NULL PRIMARY KEY REFERENCES organizations (id),
    -- empty: off
    url              TEXT   NOT NULL,
    -- as it is: every request is signed with it
    secret           TEXT,
    events           TEXT   NOT NULL,
    updated_at       BIGINT NOT NULL
);

-- the queue and the log of what is sent, in one: a row is written in the transaction of its event
CREATE TABLE webhook_deliveries (
    id               TEXT    NOT NULL PRIMARY KEY,
    organization_id  TEXT    NOT NULL REFERENCES organizations (id),
    event            TEXT    NOT NULL,
    call_id          TEXT,
    -- 1: a URL of its own, which does not follow the settings
    own_url          INTEGER NOT NULL,
    url              TEXT    NOT NULL,
    -- organisation and host: how many requests are under way is limited for each
    receiver         TEXT    NOT NULL,
    body             TEXT    NOT NULL,
    status           TEXT    NOT NULL,
    -- all requests made
    attempts         INTEGER NOT NULL DEFAULT 0,
    -- those that failed since it was last asked for
    failures         INTEGER NOT NULL DEFAULT 0,
    next_attempt_at  BIGINT,
    -- a server sends it now, and has until then to say how that went
    leased_until     BIGINT  NOT NULL DEFAULT 0,
    created_at       BIGINT  NOT NULL,
    finished_at      BIGINT
);
CREATE INDEX webhook_deliveries_by_organization ON webhook_deliveries (organization_id, id);
CREATE INDEX webhook_deliveries_by_status ON webhook_deliveries (organization_id, status, id);
CREATE INDEX webhook_deliveries_by_event ON webhook_deliveries (organization_id, event, id);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_attempt_at, id) WHERE status = 'pending';
CREATE INDEX webhook_deliveries_by_age ON webhook_deliveries (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE webhook_attempts (
    delivery_id  TEXT    NOT NULL REFERENCES webhook_deliveries (id),
    attempt      INTEGER NOT NULL,
    at           BIGINT  NOT NULL,
    status       INTEGER,
    duration_ms  BIGINT  NOT NULL,
    answer       TEXT,
    error        TEXT,
    PRIMARY KEY (delivery_id, attempt)
);
