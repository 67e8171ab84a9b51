-- When the other side of a call had been told that an AI speaks.
ALTER TABLE calls ADD COLUMN disclosed_at BIGINT;

-- That a person agreed to be called: {"basis", "source", "at"}, as it came with the request or the lead.
ALTER TABLE calls ADD COLUMN consent TEXT;
ALTER TABLE campaign_leads ADD COLUMN consent TEXT;
