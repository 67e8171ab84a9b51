package com.osmtalk.voice.carrier;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.time.Timeline;

/**
 * In the place of a carrier where there is none: for calls in which there is no phone, as those on the web, and for
 * numbers of a provider that this server has no carrier for. It reaches nobody.
 */
final class NoCarrier implements Carrier {
    @Override
    public boolean simulated() {
        return false;
    }

    @Override
    public Line dial(CarriedNumber from, PhoneNumber to, LineContext context, Timeline timeline, LineEvents events) {
        timeline.post(() -> events.failed(FailureReason.CARRIER_UNAVAILABLE));
        return new NoLine();
    }

    @Override
    public void listen(IncomingCallListener listener) {}
}
