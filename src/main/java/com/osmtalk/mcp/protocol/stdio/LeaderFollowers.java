package com.osmtalk.mcp.protocol.stdio;

import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.RequestExecutor;
import com.osmtalk.mcp.protocol.jsonrpc.WorkerPool;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One thread at a time reads a connection, and works on what it has read itself: to wake another to work on it takes as
 * long as a quick answer. When more is there to be read, or the work takes longer than a moment, another thread reads on.
 */
final class LeaderFollowers implements RequestExecutor {
    private static final long HAND_OVER_AFTER_NANOS = Duration.ofMillis(5).toNanos();

    /** What is read. */
    interface Source {
        /** Reads the next message and has it dealt with; false at the end. */
        boolean next();

        /** Whether a message, or the beginning of one, is waiting. */
        boolean hasMore();
    }

    private final Source source;
    private final WorkerPool workers;
    private final ScheduledExecutorService timer;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean checkPlanned = new AtomicBoolean();

    /** The present one. */
    private volatile Leadership leadership = new Leadership();

    LeaderFollowers(Source source, WorkerPool workers, ScheduledExecutorService timer) {
        this.source = source;
        this.workers = workers;
        this.timer = timer;
    }

    /** Has everything read, and returns at the end of it. What was read last may still be worked on. */
    void run() throws InterruptedException {
        workers.execute(this::read);
        end.await();
    }

    private void read() {
        Leadership mine = new Leadership();
        leadership = mine;
        boolean more = true;
        try {
            while (more && !mine.isOver()) {
                more = source.next();
            }
        } finally {
            if (!more) {
                end.countDown();
            } else if (!mine.isOver()) {
                // what the virtual machine throws at one request is no reason to read no other
                promoteAnother();
            }
        }
    }

    private void promoteAnother() {
        boolean taken = false;
        try {
            workers.execute(this::read);
            taken = true;
        } finally {
            if (!taken) {
                end.countDown();
            }
        }
    }

    /** Has work done that came from what this thread has just read. */
    @Override
    public void run(Runnable work) throws ProtocolException {
        workers.runHere(() -> {
            Leadership mine = leadership;
            boolean alone = running.getAndIncrement() == 0;
            mine.workBegins();
            try {
                if (alone && !source.hasMore()) {
                    planCheck(HAND_OVER_AFTER_NANOS);
                } else {
                    mine.handOver();
                }
                work.run();
            } finally {
                running.decrementAndGet();
                mine.workEnds();
                // who reads on is not to be interrupted for what it has worked on
                Thread.interrupted();
            }
        });
    }

    /** The timer is woken once in a moment, not for each request. */
    private void planCheck(long nanos) {
        if (!checkPlanned.getAndSet(true)) {
            try {
                timer.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException closing) {
                // whoever closes the timer reads no more either
            }
        }
    }

    private void check() {
        checkPlanned.set(false);
        Leadership now = leadership;
        long left = now.nanosLeft();
        if (left > 0) {
            planCheck(left);
        } else {
            now.handOver();
        }
    }

    /** The time in which one thread has the reading. */
    private final class Leadership {
        private boolean working;
        private long since;
        private boolean over;

        synchronized boolean isOver() {
            return over;
        }

        synchronized void workBegins() {
            working = true;
            since = System.nanoTime();
        }

        synchronized void workEnds() {
            working = false;
        }

        /** How much of its moment the work has left. */
        synchronized long nanosLeft() {
            return since + HAND_OVER_AFTER_NANOS - System.nanoTime();
        }

        /** Another thread reads on, if this one is still at work. */
        synchronized void handOver() {
            if (!working || over) {
                return;
            }
            try {
                workers.execute(LeaderFollowers.this::read);
                over = true;
            } catch (RejectedExecutionException | OutOfMemoryError noThread) {
                // then this one reads on when it has done its work
            }
        }
    }
}
