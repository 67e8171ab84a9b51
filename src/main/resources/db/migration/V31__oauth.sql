-- Programs that have registered themselves (RFC 7591). A client that is known by the address of its metadata
-- document has no row.
CREATE TABLE oauth_clients (
    id             TEXT   NOT NULL PRIMARY KEY,
    name           TEXT   NOT NULL,
    redirect_uris  TEXT   NOT NULL,
    -- of a client that keeps a secret; empty for the others
    secret_hash    TEXT,
    created_at     BIGINT NOT NULL
);
CREATE INDEX oauth_clients_by_age ON oauth_clients (created_at, id);

-- An assistant that may act for a person in one organisation. It stays when it has ended: what it has used of its
-- limits today still counts when the same person connects the same client again.
CREATE TABLE connections (
    id                 TEXT   NOT NULL PRIMARY KEY,
    organization_id    TEXT   NOT NULL REFERENCES organizations (id),
    user_id            TEXT   NOT NULL REFERENCES users (id),
    client_id          TEXT   NOT NULL,
    client_name        TEXT   NOT NULL,
    client_host        TEXT   NOT NULL,
    scopes             TEXT   NOT NULL,
    -- the only numbers that it may call from; empty: all
    number_ids         TEXT,
    max_calls_per_day  INTEGER,
    max_spend_per_day  BIGINT,
    created_at         BIGINT NOT NULL,
    last_used_at       BIGINT,
    ended_at           BIGINT,
    UNIQUE (organization_id, user_id, client_id)
);
CREATE INDEX connections_by_organization ON connections (organization_id, id) WHERE ended_at IS NULL;
CREATE INDEX connections_by_client ON connections (client_id);

-- What clients have asked for and nobody has decided yet.
CREATE TABLE oauth_requests (
    id_hash         TEXT   NOT NULL PRIMARY KEY,
    -- of the browser that opened it: the only one that may decide
    browser_hash    TEXT   NOT NULL,
    client_id       TEXT   NOT NULL,
    client_name     TEXT   NOT NULL,
    redirect_uri    TEXT   NOT NULL,
    state           TEXT,
    scopes          TEXT   NOT NULL,
    resource        TEXT   NOT NULL,
    code_challenge  TEXT   NOT NULL,
    issuer          TEXT   NOT NULL,
    expires_at      BIGINT NOT NULL
);
CREATE INDEX oauth_requests_by_expiry ON oauth_requests (expires_at);

-- Codes, access tokens and refresh tokens, by their hashes. All that came of one consent is a family.
CREATE TABLE oauth_grants (
    hash            TEXT   NOT NULL PRIMARY KEY,
    kind            TEXT   NOT NULL,
    family          TEXT   NOT NULL,
    connection_id   TEXT   NOT NULL REFERENCES connections (id),
    client_id       TEXT   NOT NULL,
    scopes          TEXT   NOT NULL,
    resource        TEXT   NOT NULL,
    -- of codes alone
    redirect_uri    TEXT,
    code_challenge  TEXT,
    expires_at      BIGINT NOT NULL,
    -- codes and refresh tokens are used once; a used one is kept, to know a second use
    used_at         BIGINT
);
CREATE INDEX oauth_grants_by_family ON oauth_grants (family);
CREATE INDEX oauth_grants_by_connection ON oauth_grants (connection_id);
CREATE INDEX oauth_grants_by_expiry ON oauth_grants (expires_at);

-- The calls that a key or a connection has asked for, of which a connection's are counted by day.
CREATE INDEX calls_by_api_key ON calls (api_key_id, (coalesce(scheduled_at, created_at)))
    WHERE api_key_id IS NOT NULL;
