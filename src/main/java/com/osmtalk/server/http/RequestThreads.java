package com.osmtalk.server.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * The threads that answer requests. Most requests only compute and look into the database: more threads than a few for
 * each processor would take turns at both, and spend a quarter of their time on it. Some are held up for longer, by
 * slow clients, by a model, by writes that wait for theirs: for each of those there is a thread more, so that no other
 * waits with them.
 */
final class RequestThreads extends QueuedThreadPool {
    static final int FEW = Math.max(10, 4 * Runtime.getRuntime().availableProcessors());

    private static final int MOST = Math.max(250, 8 * FEW);

    /**
     * What takes longer than this is held up; in half of it, much that only waits its turn at a busy processor is not
     * done yet.
     */
    private static final int LOOK_EVERY_MILLIS = 20;

    /** At how many looks had been taken each thread began what it does. */
    private final Map<Thread, Long> working = new ConcurrentHashMap<>();

    private final ScheduledExecutorScheduler watch = new ScheduledExecutorScheduler("osmtalk-http-watch", true);
    private final AtomicBoolean watched = new AtomicBoolean();
    private volatile long looks;

    RequestThreads() {
        super(FEW, FEW);
        setName("osmtalk-http");
        addBean(watch);
    }

    @Override
    public void execute(Runnable job) {
        super.execute(job);
        watch();
    }

    /** Looks once, in a while, for all that begins until then; a server that does nothing is not looked after. */
    private void watch() {
        if (!watched.get() && watched.compareAndSet(false, true)) {
            watch.schedule(this::look, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        watched.set(false);
        long look = looks;
        long held = working.values().stream().filter(began -> began < look).count();
        looks = look + 1;
        int size = (int) Math.min(MOST, FEW + held);
        // some come and go at every look: new threads for those would cost more than idle ones
        if (size > getMaxThreads() || size < getMaxThreads() - FEW / 2) {
            setMaxThreads(size);
        }
        if (getQueueSize() > 0) {
            watch();
            // it starts what threads it may for what waits, also for what came while their number was another
            setMinThreads(FEW);
        }
    }

    @Override
    protected void runJob(Runnable job) {
        Thread thread = Thread.currentThread();
        working.put(thread, looks);
        try {
            super.runJob(job);
        } finally {
            working.remove(thread);
        }
    }

    /** Of its own accord it would let threads go only one by one, and none that is needed now and then. */
    @Override
    protected boolean evict() {
        return getThreads() > getMaxThreads() || super.evict();
    }
}
