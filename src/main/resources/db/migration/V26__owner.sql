-- The API key that started a call, which may then end it and the like; empty: a person, a campaign, or an earlier version.
ALTER TABLE calls ADD COLUMN api_key_id TEXT;

-- How many notes a call has been given.
ALTER TABLE calls ADD COLUMN notes INTEGER NOT NULL DEFAULT 0;

-- What the person behind a call has told its agent.
CREATE TABLE call_notes (
    call_id     TEXT    NOT NULL REFERENCES calls (id),
    n           INTEGER NOT NULL,
    text        TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    PRIMARY KEY (call_id, n)
);

-- What an agent has asked that person.
CREATE TABLE call_questions (
    call_id      TEXT    NOT NULL REFERENCES calls (id),
    n            INTEGER NOT NULL,
    text         TEXT    NOT NULL,
    choices      TEXT    NOT NULL,
    asked_at     BIGINT  NOT NULL,
    until        BIGINT  NOT NULL,
    status       TEXT    NOT NULL,
    answer       TEXT,
    answered_at  BIGINT,
    PRIMARY KEY (call_id, n)
);
