package com.osmtalk.voice.time;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How fast line time passes, and the threads all timelines share. */
public final class Pace {
    private final double speed;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService alarms;
    private final Executor workers;

    /**
     * @param speed seconds of line time in a second of real time
     * @param workers run the events of all calls
     */
    public Pace(double speed, LongSupplier nanoTime, ScheduledExecutorService alarms, Executor workers) {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("the speed must be a positive number, not " + speed);
        }
        this.speed = speed;
        this.nanoTime = nanoTime;
        this.alarms = alarms;
        this.workers = workers;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** The line time, in milliseconds, that has passed since a reading of {@link #nanoTime}. */
    long millisSince(long start) {
        return (long) ((nanoTime() - start) / 1e6 * speed);
    }

    /** The line time, in milliseconds, that passes in so much real time. */
    long lineMillis(long realMillis) {
        return (long) Math.ceil(realMillis * speed);
    }

    void run(Runnable task) {
        workers.execute(task);
    }

    ScheduledFuture<?> runIn(long lineMillis, Runnable task) {
        // rounded up, so that the event is due when the alarm rings
        long nanos = (long) Math.ceil(Math.max(0, lineMillis) * 1e6 / speed);
        return alarms.schedule(() -> workers.execute(task), nanos, TimeUnit.NANOSECONDS);
    }
}
