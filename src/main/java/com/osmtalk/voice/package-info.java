/**
 * Live conversations of agents with people: from the line that is opened to the end of the call, with what was said,
 * used and measured. It knows nothing of HTTP or SQL, nor of the server: what happens is told through {@link
 * com.osmtalk.voice.CallEvents}, and whoever is told stores it.
 *
 * <p>Begin reading at {@link com.osmtalk.voice.Switchboard}, the one entrance, then {@code Conversation} (one call) and
 * {@code TurnTaking} (who speaks when). The packages below it: {@code carrier} opens lines, {@code web} is the line of
 * a browser; {@code media} and {@code speech} turn sound into words and back on top of {@code audio}; {@code brain}
 * decides what the agent says; {@code analysis} looks back at what was said; {@code time} is the clock and the queue of
 * each call.
 *
 * <p>No thread belongs to a call. Everything that happens on one is an event of its {@link
 * com.osmtalk.voice.time.Timeline}, run one at a time on threads that all calls share, so the classes here need no
 * locks; a thousand calls at once are held that way.
 */
@NullMarked
package com.osmtalk.voice;

import org.jspecify.annotations.NullMarked;
