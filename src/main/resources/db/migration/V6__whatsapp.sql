-- messages people wrote to our numbers, each taken once though it is delivered repeatedly
CREATE TABLE whatsapp_messages (
    id               TEXT    NOT NULL PRIMARY KEY,
    -- as WhatsApp names it
    message_id       TEXT    NOT NULL UNIQUE,
    -- WhatsApp's own id of our number, which replies are sent from
    sender_id        TEXT    NOT NULL,
    from_number      TEXT    NOT NULL,
    to_number        TEXT    NOT NULL,
    text             TEXT    NOT NULL,
    -- written with the conversation, before it is sent
    reply            TEXT,
    -- received, replied, sent, given_up
    status           TEXT    NOT NULL,
    attempts         INTEGER NOT NULL DEFAULT 0,
    created_at       BIGINT  NOT NULL
);
CREATE INDEX whatsapp_messages_waiting ON whatsapp_messages (to_number, from_number, id)
    WHERE status IN ('received', 'replied');
CREATE INDEX whatsapp_messages_by_age ON whatsapp_messages (created_at);
