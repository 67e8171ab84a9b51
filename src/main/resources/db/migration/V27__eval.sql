-- Test cases of agents. The case itself is JSON; its name is unique among those of its agent.
CREATE TABLE eval_cases (
    id               TEXT   NOT NULL PRIMARY KEY,
    organization_id  TEXT   NOT NULL REFERENCES organizations (id),
    agent_id         TEXT   NOT NULL REFERENCES agents (id),
    name             TEXT   NOT NULL,
    content          TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    updated_at       BIGINT NOT NULL
);
CREATE INDEX eval_cases_by_organization ON eval_cases (organization_id, id);
CREATE UNIQUE INDEX eval_cases_by_agent ON eval_cases (agent_id, name);

-- Runs of test cases: what is listed by in columns, the rest as JSON. They stay when their case is deleted, and a case
-- that was run without being stored has no id.
CREATE TABLE eval_runs (
    id               TEXT   NOT NULL PRIMARY KEY,
    organization_id  TEXT   NOT NULL REFERENCES organizations (id),
    case_id          TEXT,
    agent_id         TEXT   NOT NULL REFERENCES agents (id),
    status           TEXT   NOT NULL,
    -- who holds the conversation
    server_id        TEXT   NOT NULL,
    content          TEXT   NOT NULL,
    created_at       BIGINT NOT NULL
);
CREATE INDEX eval_runs_by_organization ON eval_runs (organization_id, id);
CREATE INDEX eval_runs_by_case ON eval_runs (organization_id, case_id, id);
CREATE INDEX eval_runs_by_agent ON eval_runs (organization_id, agent_id, id);
CREATE INDEX eval_runs_running ON eval_runs (server_id) WHERE status = 'running';
CREATE INDEX eval_runs_by_age ON eval_runs (created_at);
