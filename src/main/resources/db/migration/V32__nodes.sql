-- When a call may be dialled, as it was agreed to with a person: JSON {"until", "windowStart", "windowEnd"}. Empty: at any time.
ALTER TABLE calls ADD COLUMN agreed_times TEXT;

-- What servers ask of the one that holds a live call; it is deleted by the one that takes it.
CREATE TABLE call_commands (
    id          TEXT   NOT NULL PRIMARY KEY,
    call_id     TEXT   NOT NULL,
    -- JSON
    command     TEXT   NOT NULL,
    -- by the database's clock
    created_at  BIGINT NOT NULL
);
