/**
 * The clock and the queue of a call. A {@link com.osmtalk.voice.time.Timeline} runs the events of one call one at a
 * time, each at its due time by the call's own clock; a {@link com.osmtalk.voice.time.Pace} says how fast that clock
 * runs, and holds the threads that all calls share. Begin reading at {@code Timeline}.
 *
 * <p>The call's clock is called line time: on a real line it is real time, on the simulated network it may run many
 * thousand times as fast, with the same course of events. Nothing here knows what the events are about.
 */
@NullMarked
package com.osmtalk.voice.time;

import org.jspecify.annotations.NullMarked;
