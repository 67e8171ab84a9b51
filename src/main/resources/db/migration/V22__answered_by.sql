-- Who answered a call of ours: human, machine or ivr; empty while it is not known.
ALTER TABLE calls ADD COLUMN answered_by TEXT;
