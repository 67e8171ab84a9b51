package com.osmtalk.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends what takes too long. Nearly everything is done long before: the thread that looks is woken for the first deadline of
 * all that runs, not for each that begins.
 */
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor thread;
    private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
    private boolean planned;
    private long nextLook;

    Deadlines() {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread looking = new Thread(task, "osmtalk-client-deadlines");
            looking.setDaemon(true);
            return looking;
        });
        // a request that was about to be sent when the client was closed finds that out from its pool
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Something begins. @param cutOff run once, after the time given, unless the deadline was met before */
    Deadline begin(Duration time, Runnable cutOff) {
        Deadline deadline = new Deadline(System.nanoTime() + time.toNanos(), cutOff);
        running.add(deadline);
        plan(deadline.end);
        return deadline;
    }

    private synchronized void plan(long end) {
        if (!planned || end - nextLook < 0) {
            planned = true;
            nextLook = end;
            thread.schedule(this::look, end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        synchronized (this) {
            planned = false;
        }
        for (Deadline deadline : running) {
            if (deadline.end - System.nanoTime() > 0) {
                plan(deadline.end);
            } else if (running.remove(deadline)) {
                deadline.cutOff.run();
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    final class Deadline {
        private final long end;
        private final Runnable cutOff;

        private Deadline(long end, Runnable cutOff) {
            this.end = end;
            this.cutOff = cutOff;
        }

        /** It is done in time, or nobody waits for it any more. */
        void met() {
            running.remove(this);
        }
    }
}
