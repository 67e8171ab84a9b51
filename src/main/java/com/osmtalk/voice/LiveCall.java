package com.osmtalk.voice;

import com.osmtalk.api.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** A handle on a call that is being made. Both methods return at once; what comes of them is told to {@link CallEvents}. */
public interface LiveCall {
    /** Ends the call; before the answer it counts as canceled. Does nothing when it is over. */
    void hangUp();

    /** Hands the call to a person: says a hold line, dials them, and leaves when they answer. */
    void transfer(PhoneNumber destination, @Nullable String summary);
}
