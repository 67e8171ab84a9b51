-- What the connection of a telephone call was like, as JSON; none where no packets of sound were exchanged.
ALTER TABLE calls ADD COLUMN quality TEXT;
