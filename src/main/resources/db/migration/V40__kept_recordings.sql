-- For how many days an organisation keeps the recordings of its calls; null: for ever. Without a row: as many as the
-- server does where nobody has chosen.
CREATE TABLE recording_settings (
    organization_id TEXT    NOT NULL PRIMARY KEY REFERENCES organizations (id),
    keep_days       INTEGER,
    updated_at      BIGINT  NOT NULL
);

-- A recording is listed as soon as its call has ended, so that whatever is on disk is deleted in its time; it can be
-- listened to once it is finished. A deleted one stays listed, since people ask where it went.
ALTER TABLE recordings ADD COLUMN organization_id TEXT REFERENCES organizations (id);
ALTER TABLE recordings ADD COLUMN finished_at BIGINT;
ALTER TABLE recordings ADD COLUMN deleted_at BIGINT;
ALTER TABLE recordings ADD COLUMN kept_days INTEGER;
UPDATE recordings
SET organization_id = (SELECT c.organization_id FROM calls c WHERE c.id = recordings.call_id), finished_at = created_at;
DROP INDEX recordings_by_age;
CREATE INDEX recordings_by_age ON recordings (organization_id, created_at, call_id) WHERE deleted_at IS NULL;
