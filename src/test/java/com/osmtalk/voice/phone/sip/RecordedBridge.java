package com.osmtalk.voice.phone.sip;

import com.osmtalk.Waiting;
import com.osmtalk.voice.carrier.BridgeEvents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what is told of two lines that were connected. */
final class RecordedBridge implements BridgeEvents {
    private final List<Duration> ends = new CopyOnWriteArrayList<>();

    @Override
    public void held(Duration lines) {}

    @Override
    public void over(Duration lines) {
        ends.add(lines);
    }

    Duration awaitOver() {
        Waiting.untilTrue(SipPhone.LIMIT, () -> !ends.isEmpty());
        return ends.get(0);
    }

    int timesOver() {
        return ends.size();
    }
}
