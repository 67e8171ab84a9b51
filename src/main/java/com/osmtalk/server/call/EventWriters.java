package com.osmtalk.server.call;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that store what happens on live calls, and the knowledge whether the database is there, which the {@link
 * EventQueue}s of all calls share: the first event that it does not take is waited for, later ones are not.
 */
public final class EventWriters implements AutoCloseable {
    /** How long a conversation waits for one of its events to be stored. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(EventWriters.class);
    private static final int THREADS = 8;

    /** An end is more to store than a line; many that end at once must not hold up what the others say. */
    private static final int ENDING_THREADS = 4;

    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(10);
    private static final long PAUSE_WHILE_CLOSING = 100;

    private final ExecutorService steps = Executors.newFixedThreadPool(THREADS, task -> thread(task, "call-events"));
    private final ExecutorService ends =
            Executors.newFixedThreadPool(ENDING_THREADS, task -> thread(task, "call-ends"));
    private final ScheduledExecutorService alarm =
            new ScheduledThreadPoolExecutor(1, task -> thread(task, "call-events-alarm"));
    private volatile boolean away;
    private volatile boolean closing;
    private int open;

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    void run(boolean end, Runnable write) {
        (end ? ends : steps).execute(write);
    }

    void runLater(long millis, boolean end, Runnable write) {
        alarm.schedule(
                () -> run(end, write), closing ? Math.min(millis, PAUSE_WHILE_CLOSING) : millis, TimeUnit.MILLISECONDS);
    }

    boolean isAway() {
        return away;
    }

    void away() {
        away = true;
    }

    void back() {
        away = false;
    }

    /** A queue has something to store. */
    synchronized void opened() {
        open++;
    }

    /** A queue has nothing more to store. */
    synchronized void emptied() {
        open--;
        notifyAll();
    }

    /** Waits a little until all is stored; what is not then is lost, and recovery ends these calls as interrupted. */
    @Override
    public void close() {
        closing = true;
        synchronized (this) {
            long deadline = System.nanoTime() + LONGEST_CLOSING.toNanos();
            long left = LONGEST_CLOSING.toMillis();
            try {
                while (open > 0 && left > 0) {
                    wait(left);
                    left = (deadline - System.nanoTime()) / 1_000_000;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (open > 0) {
                LOG.error(
                        "what happened last on {} calls could not be stored; they will be ended as interrupted when a"
                                + " server runs on this database again",
                        open);
            }
        }
        alarm.shutdownNow();
        steps.shutdown();
        ends.shutdown();
    }
}
