-- What a person may do in an organisation: owner or member. Until now everybody in one could do everything.
ALTER TABLE memberships ADD COLUMN role TEXT NOT NULL DEFAULT 'owner';
CREATE INDEX memberships_by_organization ON memberships (organization_id, created_at, user_id);

-- Who may join an organisation by a link; gone when it is accepted or withdrawn. One for each e-mail address.
CREATE TABLE invitations (
    id               TEXT   NOT NULL PRIMARY KEY,
    organization_id  TEXT   NOT NULL REFERENCES organizations (id),
    email            TEXT   NOT NULL,
    role             TEXT   NOT NULL,
    token_hash       TEXT   NOT NULL UNIQUE,
    invited_by       TEXT   NOT NULL REFERENCES users (id),
    created_at       BIGINT NOT NULL,
    expires_at       BIGINT NOT NULL
);
CREATE UNIQUE INDEX invitations_by_email ON invitations (organization_id, email);
CREATE INDEX invitations_by_expiry ON invitations (expires_at);

-- A person's sessions are ended when they are removed, or get another password.
CREATE INDEX sessions_by_user ON sessions (user_id);

-- What was sent of one call.
CREATE INDEX webhook_deliveries_by_call ON webhook_deliveries (call_id, id) WHERE call_id IS NOT NULL;
