package com.osmtalk.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Aborts requests that take too long: the HTTP library has timeouts for connecting and for silence, none for a response
 * that trickles in. Nearly every request is done long before, so the one thread is woken for the earliest deadline of
 * all that run, not for each; it ends when there has been nothing to wait for, so that an idle client holds no thread.
 */
final class RequestTimeouts implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMillis(500);

    private final ScheduledThreadPoolExecutor thread;
    private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
    private boolean planned;
    private long nextLook;

    RequestTimeouts() {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread looking = new Thread(task, "osmtalk-client-timeouts");
            looking.setDaemon(true);
            return looking;
        });
        thread.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        thread.allowCoreThreadTimeOut(true);
        // a request that was about to be sent when the client was closed finds that out from its pool
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Begins to count. @param cutOff run once, after the time given, unless the deadline was met before */
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

    /** Whether a thread is there, waiting or at work. */
    boolean holdsThread() {
        return thread.getPoolSize() > 0;
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
