-- The agents that a key with allowed domains opens. Keys that had domains before name none, and so open none until
-- somebody names them: nobody but their owner knows which agents are meant for strangers.
ALTER TABLE api_keys ADD COLUMN agent_ids TEXT NOT NULL DEFAULT '[]';
