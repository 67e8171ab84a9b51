package com.osmtalk.server.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that must happen even if the process dies first (db-scheduler). A job is stored in the transaction that makes it
 * necessary, and is run at least once after that has committed, so whatever it does must be idempotent. Kinds of jobs
 * are defined before {@link #start}.
 *
 * <p>There are two instances with tables and threads of their own: {@link #own} for what this server does by itself,
 * dialling above all, and {@link #outside} for what waits for other people's servers, so that a slow one never delays a
 * call.
 */
public final class Jobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final int OWN_THREADS = 4;
    private static final int OUTSIDE_THREADS = 8;

    private final Database database;
    private final Clock clock;
    private final String table;
    private final int threads;
    private final Supplier<String> owner;
    private final List<Task<?>> tasks = new ArrayList<>();
    private final List<RecurringTask<?>> recurring = new ArrayList<>();
    private volatile @Nullable Scheduler scheduler;

    private Jobs(Database database, Clock clock, Supplier<String> owner, String table, int threads) {
        this.database = database;
        this.clock = clock;
        this.table = table;
        this.threads = threads;
        this.owner = owner;
    }

    /**
     * Jobs that this server does by itself and that should be quick, dialling above all.
     *
     * @param owner the id of this server, by which {@link #release} finds what it runs
     */
    public static Jobs own(Database database, Clock clock, Supplier<String> owner) {
        return new Jobs(database, clock, owner, "scheduled_tasks", OWN_THREADS);
    }

    /** Jobs that wait for other people's servers, which may be slow. */
    public static Jobs outside(Database database, Clock clock, Supplier<String> owner) {
        return new Jobs(database, clock, owner, "outside_jobs", OUTSIDE_THREADS);
    }

    /**
     * Defines a kind of one-time job. Each job of it has an id, which says what it works on.
     *
     * @param firstRetry pause before the first retry of failed work; each further one is twice as long
     * @param retries after these the job is dropped, with a log line
     */
    public Job define(String name, Duration firstRetry, int retries, Consumer<String> work) {
        return define(name, firstRetry, retries, work, id -> {});
    }

    /** As the other, and with something to do when a job is dropped. @param dropped given its id */
    public Job define(String name, Duration firstRetry, int retries, Consumer<String> work, Consumer<String> dropped) {
        tasks.add(Tasks.oneTime(name)
                .onFailure((failed, job) -> retry(failed, job, firstRetry, retries, dropped))
                .execute((instance, context) -> work.accept(instance.getId())));
        return new Job(name);
    }

    /** Defines work that is repeated, by one server at a time. */
    public void repeat(String name, Duration pause, Runnable work) {
        recurring.add(Tasks.recurring(name, Schedules.fixedDelay(pause)).execute((instance, context) -> work.run()));
    }

    public void start() {
        scheduler = Scheduler.create(database.dataSource(), tasks)
                .startTasks(recurring)
                .clock(clock::instant)
                .schedulerName(owner::get)
                .tableName(table)
                .threads(threads)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(Duration.ofSeconds(5))
                .missedHeartbeatsLimit(4)
                .alwaysPersistTimestampInUTC()
                .shutdownMaxWait(Duration.ofSeconds(5))
                .build();
        scheduler.start();
    }

    /** Takes no more jobs until {@link #resume}; those that run go on. */
    public void pause() {
        Scheduler running = scheduler;
        if (running != null) {
            running.pause();
        }
    }

    public void resume() {
        Scheduler running = scheduler;
        if (running != null) {
            running.resume();
        }
    }

    /** Releases what any server had picked: all that were here are gone. */
    public void releaseAll() {
        database.transaction(handle -> handle.execute(release()));
    }

    /** Releases the jobs that a server which is gone had picked; they will be run again. */
    public void release(String goneOwner) {
        database.transaction(handle -> handle.createUpdate(release() + " AND picked_by = :owner")
                .bind("owner", goneOwner)
                .execute());
    }

    /** The version is counted on, so that a server which is not gone after all can't finish a job that another runs. */
    private String release() {
        return "UPDATE " + table + " SET picked = false, picked_by = NULL, last_heartbeat = NULL, version = version + 1"
                + " WHERE picked";
    }

    @Override
    public void close() {
        Scheduler running = scheduler;
        if (running != null) {
            running.stop();
        }
    }

    /** A kind of job that can be asked for. */
    public final class Job {
        private final String name;

        private Job(String name) {
            this.name = name;
        }

        /**
         * Asks for the job as part of the transaction this thread is in.
         *
         * @param id what it works on; while a job of that id waits, asking again changes nothing
         */
        public void schedule(String id, Instant when) {
            database.transaction(
                    handle -> SchedulerClient.Builder.create(new TransactionDataSource(handle.getConnection()), tasks)
                            .tableName(table)
                            .build()
                            .scheduleIfNotExists(new TaskInstance<>(name, id), when));
            database.afterCommit(Jobs.this::wake);
        }
    }

    private <T> void retry(
            ExecutionComplete failed,
            ExecutionOperations<T> job,
            Duration firstRetry,
            int retries,
            Consumer<String> dropped) {
        int failures = failed.getExecution().consecutiveFailures + 1;
        if (failures > retries) {
            LOG.error("giving up on {} after {} attempts", failed.getExecution().taskInstance, failures);
            dropped.accept(failed.getExecution().taskInstance.getId());
            job.remove();
        } else {
            job.reschedule(failed, clock.instant().plus(firstRetry.multipliedBy(1L << (failures - 1))));
        }
    }

    private void wake() {
        Scheduler running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }
}
