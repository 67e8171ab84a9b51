package com.osmtalk.voice;

import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Timeline;

/**
 * Tells what a call has used so far: with each line of the transcript, and whenever there was none for a few seconds.
 * It is stored as it is used, so that a call whose server dies is charged for what it had used; one that died in its
 * first line was once charged nothing.
 */
final class UsageReporter {
    private static final long FIRST = 1_000;
    private static final long LATER = 5_000;

    private final Timeline timeline;
    private final CallMetrics metrics;
    private final CallEvents events;
    private final Countdown next;

    UsageReporter(Timeline timeline, CallMetrics metrics, CallEvents events) {
        this.timeline = timeline;
        this.metrics = metrics;
        this.events = events;
        this.next = new Countdown(timeline);
    }

    void begin() {
        next.start(FIRST, this::report);
    }

    void said(TranscriptEntry line) {
        events.said(line, metrics.usage(timeline.now()));
        next.start(LATER, this::report);
    }

    private void report() {
        events.used(metrics.usage(timeline.now()));
        next.start(LATER, this::report);
    }
}
