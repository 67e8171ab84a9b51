-- Run once on a restored osmtalk.db, before its server starts: nobody is called again who was called after the backup.
-- Calls that were waiting to be dialled are marked as begun by a server that is gone; the server ends them at its start.
UPDATE calls SET status = 'ringing', server_id = 'restored' WHERE status = 'queued';
DELETE FROM scheduled_tasks WHERE task_name = 'dial';
-- Campaigns wait until somebody resumes them.
UPDATE campaigns SET status = 'paused' WHERE status IN ('running', 'scheduled');
