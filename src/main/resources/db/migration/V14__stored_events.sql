-- How many of a live call's events are stored: each is stored once, also when it is unknown whether a commit succeeded.
ALTER TABLE calls ADD COLUMN events_stored BIGINT NOT NULL DEFAULT 0;

-- each server looks for calls without a holder by itself now
DELETE FROM scheduled_tasks WHERE task_name = 'recover-calls';

-- SQLite only: which file this is, and a number that is noted beside it, so that a file which lost something is told
CREATE TABLE file_mark (
    identity TEXT   NOT NULL,
    number   BIGINT NOT NULL
);
