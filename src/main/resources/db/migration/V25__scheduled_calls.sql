-- The first of the calls for the same request, where this is not it.
ALTER TABLE calls ADD COLUMN retry_of TEXT;
-- JSON: {"callId", "at"} of the call that follows this one, since nobody was reached
ALTER TABLE calls ADD COLUMN next_attempt TEXT;

CREATE UNIQUE INDEX calls_by_attempt ON calls (retry_of, attempt) WHERE retry_of IS NOT NULL;
-- those whose time has come are looked for every second
CREATE INDEX calls_due ON calls (scheduled_at, id) WHERE status = 'scheduled';
