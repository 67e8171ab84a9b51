-- The reason of an entry as it is searched, in every alphabet: FoldedText. Of earlier entries as far as the database can.
ALTER TABLE dnc_entries ADD COLUMN folded_reason TEXT;
UPDATE dnc_entries SET folded_reason = lower(reason);
