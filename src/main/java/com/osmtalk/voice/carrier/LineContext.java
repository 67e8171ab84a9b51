package com.osmtalk.voice.carrier;

import com.osmtalk.api.Agent;
import com.osmtalk.voice.audio.AudioTap;
import java.util.function.Supplier;

/**
 * What a line needs to know of its call, beside the numbers.
 *
 * @param callId of the call; a line that is dialled to hand the call over has the same one
 * @param agent who speaks on the line, and listens, in its language
 * @param recording begins to record the line's sound, or gives {@link AudioTap#NONE}. A line with sound asks for it
 *     once, when there is sound, and closes what it was given
 */
public record LineContext(String callId, Agent agent, Supplier<AudioTap> recording) {
    /** The same call on a line that is not recorded. */
    public LineContext unrecorded() {
        return new LineContext(callId, agent, () -> AudioTap.NONE);
    }
}
