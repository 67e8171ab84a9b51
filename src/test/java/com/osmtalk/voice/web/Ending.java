package com.osmtalk.voice.web;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.CallEvents;
import java.util.concurrent.CompletableFuture;

/** Remembers how a call ended. */
record Ending(CompletableFuture<CallEnd> end) implements CallEvents {
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
        end.complete(how);
    }
}
