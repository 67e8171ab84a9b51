-- How many messages of a long reply WhatsApp has taken: the next attempt goes on after them.
ALTER TABLE whatsapp_messages ADD COLUMN parts_sent INTEGER NOT NULL DEFAULT 0;

-- A secret that was replaced, and until when requests are signed with it too.
ALTER TABLE webhook_settings ADD COLUMN previous_secret TEXT;
ALTER TABLE webhook_settings ADD COLUMN previous_until BIGINT;
