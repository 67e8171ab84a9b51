package com.osmtalk.voice.time;

/**
 * A timer of a timeline with at most one task that is still to come: starting it anew calls off what it was started for
 * before. It plans one event again and again instead of making one each time. Used from its timeline only.
 */
public final class Countdown {
    private final Timeline timeline;
    private final Timeline.Event event;

    public Countdown(Timeline timeline) {
        this.timeline = timeline;
        this.event = timeline.newEvent();
    }

    /** Runs a task once, that many milliseconds of line time from now. */
    public void start(long millis, Runnable task) {
        timeline.plan(event, millis, task);
    }

    /** Calls it off; does nothing when the task has run. */
    public void stop() {
        event.cancel();
    }
}
