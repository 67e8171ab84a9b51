-- How many of a live call's events are stored: each is stored once, also when it is unknown whether a commit succeeded.
ALTER TABLE calls ADD COLUMN events_stored BIGINT NOT NULL DEFAULT 0;

-- each server looks for calls without a holder by itself now
DELETE FROM scheduled_tasks WHERE task_name = 'recover-calls';
