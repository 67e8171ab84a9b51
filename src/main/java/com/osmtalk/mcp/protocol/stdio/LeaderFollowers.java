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
 * Reads a connection by the leader/followers pattern: one thread at a time, the leader, reads a message and works on
 * it itself; when that would keep others waiting, another thread is promoted to read on, and the former leader leaves
 * when its work is done.
 *
 * <p>The usual way, to hand each request to a worker, has to wake that worker, which took a third of the time of one
 * client's calls (docs/performance.md). But where the pattern promotes a follower for each message, this class does
 * so only when one is needed: when more is there to be read already, or the work has taken longer than {@link
 * #HAND_OVER_AFTER_NANOS}. So a client that asks one thing after the other is served by one thread that is never
 * switched.
 */
final class LeaderFollowers implements RequestExecutor {
    /**
     * How long one message may be worked on before another thread reads on: longer than a quick answer takes, and
     * short enough that a cancellation that follows is heard in time.
     */
    private static final long HAND_OVER_AFTER_NANOS = Duration.ofMillis(5).toNanos();

    /** What is read. */
    interface MessageSource {
        /** Reads the next message and has it dealt with; false at the end. */
        boolean next();

        /** Whether a message, or the beginning of one, is waiting. */
        boolean hasMore();
    }

    private final MessageSource source;
    private final WorkerPool workers;
    private final ScheduledExecutorService timer;
    /** Counted down when nobody reads any more, and nobody will. */
    private final CountDownLatch end = new CountDownLatch(1);
    /** The messages that are worked on, by the leader and by those who were. */
    private final AtomicInteger running = new AtomicInteger();
    /** Whether the timer is set already. */
    private final AtomicBoolean checkPlanned = new AtomicBoolean();

    /** The present leader's. */
    private volatile Leadership leadership = new Leadership();

    LeaderFollowers(MessageSource source, WorkerPool workers, ScheduledExecutorService timer) {
        this.source = source;
        this.workers = workers;
        this.timer = timer;
    }

    /** Reads all there is, and returns at the end of it. What was read last may still be worked on. */
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

    /** Promotes another to leader where the present one dies of an error: one request must not end the reading. */
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

    /** Has the work done that a message asks for, on the thread that has just read it. */
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

    /** Sets the timer, unless it is set: it is woken once in a while, not for each request. */
    private void planCheck(long nanos) {
        if (!checkPlanned.getAndSet(true)) {
            try {
                timer.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException closing) {
                // whoever closes the timer reads no more either
            }
        }
    }

    /** Promotes another if the leader has been at work for too long. */
    private void check() {
        checkPlanned.set(false);
        Leadership now = leadership;
        /** How much longer the work may take before another is promoted. */
        long left = now.nanosLeft();
        if (left > 0) {
            planCheck(left);
        } else {
            now.handOver();
        }
    }

    /** The time for which one thread is the leader. */
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
