-- tokens that let a visitor into a web call, by their hashes; gone when used
CREATE TABLE web_tickets (
    token_hash  TEXT   NOT NULL PRIMARY KEY,
    call_id     TEXT   NOT NULL REFERENCES calls (id),
    domains     TEXT   NOT NULL,
    expires_at  BIGINT NOT NULL
);
CREATE INDEX web_tickets_by_call ON web_tickets (call_id);

-- calls whose recording is on disk
CREATE TABLE recordings (
    call_id     TEXT   NOT NULL PRIMARY KEY REFERENCES calls (id),
    created_at  BIGINT NOT NULL
);
CREATE INDEX recordings_by_age ON recordings (created_at);
