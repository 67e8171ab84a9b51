-- What one call is for, as it was asked for, and when it is to be dialled; each empty where that was not said.
ALTER TABLE calls ADD COLUMN task TEXT;
ALTER TABLE calls ADD COLUMN callee TEXT;
ALTER TABLE calls ADD COLUMN on_behalf_of TEXT;
ALTER TABLE calls ADD COLUMN first_words TEXT;
-- JSON: [{"name", "type", "question"}]
ALTER TABLE calls ADD COLUMN wanted_answers TEXT;
ALTER TABLE calls ADD COLUMN scheduled_at BIGINT;
-- JSON: {"attempts", "afterMinutes", "on"}
ALTER TABLE calls ADD COLUMN retry TEXT;
-- which of the calls for the same request it is, from 1
ALTER TABLE calls ADD COLUMN attempt INTEGER;

-- 1: the agent that takes the calls that name none. An organisation has one at most; a deleted one doesn't count.
ALTER TABLE agents ADD COLUMN general INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX agents_general ON agents (organization_id) WHERE general = 1 AND deleted_at IS NULL;
