-- What the carrier said that refused a call, in a sentence of ours.
ALTER TABLE calls ADD COLUMN failure_detail TEXT;
