package com.osmtalk.voice.carrier;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.time.Timeline;

/** Whoever connects calls to the telephone network. */
public interface Carrier {
    /**
     * Starts to dial and returns at once. The carrier tries once: trying again is for whoever asked.
     *
     * @param timeline the call's; everything is told to {@code events} as an event of it
     */
    Line dial(PhoneNumber from, PhoneNumber to, Timeline timeline, LineEvents events);
}
