-- what an organisation has set about whom it calls and when; without a row, the defaults
CREATE TABLE compliance_settings (
    organization_id  TEXT   NOT NULL PRIMARY KEY REFERENCES organizations (id),
    settings         TEXT   NOT NULL,
    updated_at       BIGINT NOT NULL
);

CREATE TABLE campaigns (
    id                  TEXT    NOT NULL PRIMARY KEY,
    organization_id     TEXT    NOT NULL REFERENCES organizations (id),
    name                TEXT    NOT NULL,
    agent_id            TEXT    NOT NULL REFERENCES agents (id),
    agent_version       INTEGER,
    phone_number_id     TEXT    NOT NULL REFERENCES phone_numbers (id),
    status              TEXT    NOT NULL,
    status_reason       TEXT,
    max_concurrent      INTEGER NOT NULL,
    scheduled_start_at  BIGINT,
    schedule            TEXT    NOT NULL,
    retry_policy        TEXT    NOT NULL,
    webhook_url         TEXT,
    created_at          BIGINT  NOT NULL,
    updated_at          BIGINT  NOT NULL,
    started_at          BIGINT,
    ended_at            BIGINT
);
CREATE INDEX campaigns_by_organization ON campaigns (organization_id, id);
CREATE INDEX campaigns_by_status ON campaigns (organization_id, status, id);
-- few: what the dialler looks after
CREATE INDEX campaigns_under_way ON campaigns (id) WHERE status IN ('scheduled', 'running', 'paused');

CREATE TABLE campaign_leads (
    id            TEXT    NOT NULL PRIMARY KEY,
    campaign_id   TEXT    NOT NULL REFERENCES campaigns (id),
    phone_number  TEXT    NOT NULL,
    variables     TEXT    NOT NULL,
    status        TEXT    NOT NULL,
    disposition   TEXT,
    attempts      INTEGER NOT NULL DEFAULT 0,
    -- not dialled before this
    due_at        BIGINT  NOT NULL,
    -- the last call to it
    call_id       TEXT    REFERENCES calls (id),
    created_at    BIGINT  NOT NULL,
    updated_at    BIGINT  NOT NULL,
    completed_at  BIGINT,
    -- set, once, when observers have been told of its end
    reported_at   BIGINT,
    UNIQUE (campaign_id, phone_number)
);
CREATE INDEX campaign_leads_by_campaign ON campaign_leads (campaign_id, id);
CREATE INDEX campaign_leads_by_status ON campaign_leads (campaign_id, status, disposition, id);
CREATE INDEX campaign_leads_due ON campaign_leads (campaign_id, due_at, id) WHERE status = 'pending';
CREATE INDEX campaign_leads_by_call ON campaign_leads (call_id) WHERE call_id IS NOT NULL;
-- leads that wait for the analysis of their call
CREATE INDEX campaign_leads_unreported ON campaign_leads (completed_at)
    WHERE completed_at IS NOT NULL AND reported_at IS NULL;
