package com.osmtalk.server.eval;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.CallEvents;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Collects the transcript of one simulated conversation, and ignores all other events.
 */
final class TranscriptCollector implements CallEvents {
    private final List<TranscriptEntry> lines = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    /** @return false when it was not over in that time */
    boolean awaitEnd(long seconds) throws InterruptedException {
        return over.await(seconds, TimeUnit.SECONDS);
    }

    List<TranscriptEntry> transcript() {
        return List.copyOf(lines);
    }

    @Override
    public void said(TranscriptEntry line, Usage usageSoFar) {
        lines.add(line);
    }

    @Override
    public void ended(CallEnd end) {
        over.countDown();
    }

    @Override
    public void ringing() {}

    @Override
    public void answered() {}

    @Override
    public void used(Usage soFar) {}

    @Override
    public void optedOut() {}

    @Override
    public void transferring(PhoneNumber destination, String summary) {}
}
