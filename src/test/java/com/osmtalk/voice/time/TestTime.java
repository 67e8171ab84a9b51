package com.osmtalk.voice.time;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A timeline whose time is the test's: nothing happens but when it is let pass, and all on the test's own thread. */
public final class TestTime implements AutoCloseable {
    private final Alarms alarms = new Alarms();
    private final Timeline timeline =
            new Timeline(new Pace(1, () -> alarms.millis * 1_000_000, alarms, Runnable::run), fault -> {
                throw new AssertionError(fault);
            });

    public Timeline timeline() {
        return timeline;
    }

    public long now() {
        return alarms.millis;
    }

    /** Runs events up to that many milliseconds from now, each at its time. */
    public void advance(long millis) {
        for (long end = alarms.millis + millis; alarms.millis < end; ) {
            alarms.millis++;
            alarms.ring();
        }
    }

    /** Runs something as an event. */
    public void run(Runnable what) {
        timeline.post(what);
        alarms.ring();
    }

    /** Gives what comes of an event. */
    public <T> T get(Supplier<T> what) {
        List<T> result = new ArrayList<>();
        run(() -> result.add(what.get()));
        return result.get(0);
    }

    @Override
    public void close() {
        alarms.shutdownNow();
    }

    private static final class Alarms extends ScheduledThreadPoolExecutor {
        private long millis;
        private Runnable next = () -> {};

        Alarms() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            next = command;
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        void ring() {
            Runnable due = next;
            next = () -> {};
            due.run();
        }
    }
}
