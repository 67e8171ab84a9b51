-- The connected assistant whose campaign it is, since it made or started it: its calls count to that assistant's limits.
-- Null: a person's, or an API key's.
ALTER TABLE campaigns ADD COLUMN connection_id TEXT;

-- Telephones that assistants have had rung besides those of the calls they asked for: of people who were to take over.
CREATE TABLE connection_transfers (
    connection_id TEXT   NOT NULL REFERENCES connections (id),
    call_id       TEXT   NOT NULL REFERENCES calls (id),
    asked_at      BIGINT NOT NULL
);
CREATE INDEX connection_transfers_by_time ON connection_transfers (connection_id, asked_at);
CREATE INDEX connection_transfers_by_call ON connection_transfers (call_id);
