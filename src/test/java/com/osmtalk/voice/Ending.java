package com.osmtalk.voice;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.Usage;
import java.util.function.Consumer;

/** Hears of a call only that it is over. */
public record Ending(Consumer<CallEnd> heard) implements CallEvents {
    @Override
    public void ringing() {}

    @Override
    public void answered() {}

    @Override
    public void said(TranscriptEntry line, Usage usageSoFar) {}

    @Override
    public void used(Usage soFar) {}

    @Override
    public void optedOut() {}

    @Override
    public void transferring(PhoneNumber destination, String summary) {}

    @Override
    public void ended(CallEnd how) {
        heard.accept(how);
    }
}
