-- Jobs that wait for servers of others, such as a language model or the Graph API, have threads and a table of their own:
-- however slow those are, calls are dialled in time.
CREATE TABLE outside_jobs (
    task_name             TEXT                     NOT NULL,
    task_instance         TEXT                     NOT NULL,
    task_data             BYTEA,
    execution_time        TIMESTAMP WITH TIME ZONE NOT NULL,
    picked                BOOLEAN                  NOT NULL,
    picked_by             TEXT,
    last_success          TIMESTAMP WITH TIME ZONE,
    last_failure          TIMESTAMP WITH TIME ZONE,
    consecutive_failures  INT,
    last_heartbeat        TIMESTAMP WITH TIME ZONE,
    version               BIGINT                   NOT NULL,
    priority              SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX outside_jobs_due ON outside_jobs (execution_time);
CREATE INDEX outside_jobs_heartbeat ON outside_jobs (last_heartbeat);

INSERT INTO outside_jobs
SELECT * FROM scheduled_tasks WHERE task_name IN ('analyse-call', 'answer-whatsapp');

DELETE FROM scheduled_tasks WHERE task_name IN ('analyse-call', 'answer-whatsapp');
