package com.osmtalk.voice;

import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Timeline;

/**
 * How a conversation comes to its line: dials one, or takes one that somebody has opened. The conversation must be
 * there first, since the line tells it everything from its first moment on.
 */
@FunctionalInterface
public interface LineOpener {
    /**
     * The agent's end of the line; returns immediately.
     *
     * @param timeline the call's; everything is told to {@code events} as an event of it, and nothing before this
     *     returns
     */
    Line open(Timeline timeline, LineEvents events);
}
