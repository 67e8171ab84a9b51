-- What a trunk needs to carry real calls. A column that is null is at its default. Port and transport become nullable:
-- where they are not said, DNS says them (RFC 3263), which a stored 5060 would forbid. A port that is stored now and is
-- the usual one was a default, or does no harm as one.
CREATE TABLE number_trunks_with_settings (
    phone_number_id          TEXT    NOT NULL PRIMARY KEY REFERENCES phone_numbers (id),
    host                     TEXT    NOT NULL,
    port                     INTEGER,
    transport                TEXT,
    username                 TEXT,
    auth_user                TEXT,
    -- sealed
    password                 TEXT,
    -- 1: yes, 0: no
    register                 INTEGER,
    outbound_proxy           TEXT,
    from_domain              TEXT,
    plus                     INTEGER,
    -- names with commas between them, the preferred one first
    codecs                   TEXT,
    srtp                     TEXT,
    public_address           TEXT,
    options_interval_seconds INTEGER
);

INSERT INTO number_trunks_with_settings (phone_number_id, host, port, transport, username, password)
SELECT phone_number_id, host,
    CASE WHEN port = CASE WHEN transport = 'tls' THEN 5061 ELSE 5060 END THEN NULL ELSE port END,
    transport, username, password
FROM number_trunks;

DROP TABLE number_trunks;

ALTER TABLE number_trunks_with_settings RENAME TO number_trunks;
