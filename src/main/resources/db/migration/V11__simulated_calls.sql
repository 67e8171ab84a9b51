-- Whether nobody's phone rang on a call. Up to now the simulated network carried every phone call, whatever the
-- provider of its number; conversations on the web and in writing are held with real people. A call that waits to be
-- dialled from another provider's number won't be simulated: a carrier of that provider dials it, or it fails for want
-- of one.
ALTER TABLE calls ADD COLUMN simulated INTEGER NOT NULL DEFAULT 0;

UPDATE calls
SET simulated = 1
WHERE channel = 'phone'
    AND NOT (direction = 'outbound' AND status = 'queued' AND started_at IS NULL
        AND phone_number_id IN (SELECT id FROM phone_numbers WHERE provider <> 'simulated'));
