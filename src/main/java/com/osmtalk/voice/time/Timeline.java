package com.osmtalk.voice.time;

import java.util.PriorityQueue;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call's own clock and queue: runs its events one at a time, in the order in which they are due, and lets each see
 * exactly its due time as the present, however late the machine is. So a busy machine or a fast pace changes nothing in
 * what happens on the line, and what runs on a timeline needs no locks.
 *
 * <p>It uses a thread only while it has something to do. At most one alarm of the shared scheduler is set, for the
 * event that is due next.
 */
public final class Timeline {
    /** So that one call with much to do lets the others have their turn. */
    private static final int EVENTS_IN_A_ROW = 64;

    private final Pace pace;
    private final long start;
    private final Consumer<Throwable> onFault;
    private final Object lock = new Object();
    // made once: a timer that rings ten times a second for each call that is heard is not to leave garbage
    private final Runnable drain = this::drain;
    private final Runnable ring = this::ring;
    private final PriorityQueue<Event> agenda = new PriorityQueue<>();
    private volatile long now;
    private long sequence;
    private boolean running;
    private boolean closed;
    private @Nullable Thread runner;
    private @Nullable Future<?> alarm;
    private long alarmAt;

    /** @param onFault is told, as an event, what an event threw */
    public Timeline(Pace pace, Consumer<Throwable> onFault) {
        this.pace = pace;
        this.start = pace.nanoTime();
        this.onFault = onFault;
    }

    /** Milliseconds of line time since this timeline began, as the event that is running sees it. */
    public long now() {
        return now;
    }

    /** A reading of the real clock, in milliseconds, to measure what takes real time; may be called from any thread. */
    public long realMillis() {
        return pace.nanoTime() / 1_000_000;
    }

    /** Runs a task as soon as the events before it are done; may be called from any thread. */
    public void post(Runnable task) {
        after(0, task);
    }

    /** Runs a task once, that many milliseconds of line time from now; may be called from any thread. */
    public Timer after(long millis, Runnable task) {
        Event event = new Event();
        plan(event, millis, task);
        return event;
    }

    /** As {@link #after}, with real time: for what somebody outside of the call is waited for. */
    public Timer afterReal(long millis, Runnable task) {
        return after(pace.lineMillis(millis), task);
    }

    /** A timer that is used again and again, planned with {@link #plan}. */
    Event newEvent() {
        return new Event();
    }

    /** Plans an event, instead of what it was planned for before. */
    void plan(Event event, long millis, Runnable task) {
        synchronized (lock) {
            agenda.remove(event);
            long from = Thread.currentThread() == runner ? now : Math.max(now, pace.millisSince(start));
            event.due = from + Math.max(0, millis);
            event.number = sequence++;
            event.task = task;
            if (!closed) {
                agenda.add(event);
                arrange();
            }
        }
    }

    /** Forgets what is still to come; what is posted later never runs. */
    public void close() {
        synchronized (lock) {
            closed = true;
            agenda.clear();
            if (alarm != null) {
                alarm.cancel(false);
                alarm = null;
            }
        }
    }

    private void arrange() {
        Event next = agenda.peek();
        if (running || next == null) {
            return;
        }
        if (alarm != null) {
            if (alarmAt <= next.due) {
                return;
            }
            alarm.cancel(false);
            alarm = null;
        }
        long wait = next.due - pace.millisSince(start);
        if (wait <= 0) {
            running = true;
            pace.run(drain);
        } else {
            alarmAt = next.due;
            alarm = pace.runIn(wait, ring);
        }
    }

    private void ring() {
        synchronized (lock) {
            alarm = null;
            arrange();
        }
    }

    private void drain() {
        for (int i = 0; i < EVENTS_IN_A_ROW; i++) {
            Runnable task;
            synchronized (lock) {
                Event event = agenda.peek();
                if (event == null || event.due > pace.millisSince(start)) {
                    break;
                }
                agenda.poll();
                now = event.due;
                task = event.task;
                runner = Thread.currentThread();
            }
            run(task);
            synchronized (lock) {
                runner = null;
            }
        }
        synchronized (lock) {
            running = false;
            arrange();
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable fault) {
            onFault.accept(fault);
        }
    }

    /** A task that can still be called off. */
    public interface Timer {
        void cancel();
    }

    final class Event implements Timer, Comparable<Event> {
        private long due;
        private long number;
        private Runnable task = () -> {};

        @Override
        public void cancel() {
            synchronized (lock) {
                agenda.remove(this);
            }
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
