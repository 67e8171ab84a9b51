package com.osmtalk.voice.time;

import com.osmtalk.voice.time.Timeline.Timer;
import org.jspecify.annotations.Nullable;

/** At most one task that is still to come; starting anew calls off what it was started for before. */
public final class Countdown {
    private final Timeline timeline;
    private @Nullable Timer timer;

    public Countdown(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Runs a task once, that many milliseconds of line time from now. */
    public void start(long millis, Runnable task) {
        stop();
        timer = timeline.after(millis, task);
    }

    /** Does nothing when the task has run. */
    public void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
