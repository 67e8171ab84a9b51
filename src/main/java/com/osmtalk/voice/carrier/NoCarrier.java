package com.osmtalk.voice.carrier;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.time.Timeline;

/** The carrier of calls in which there is no phone, as those on the web: it reaches nobody. */
final class NoCarrier implements Carrier {
    @Override
    public Line dial(CarriedNumber from, PhoneNumber to, Timeline timeline, LineEvents events) {
        timeline.post(() -> events.failed(FailureReason.CARRIER_UNAVAILABLE));
        return new NoLine();
    }

    @Override
    public void listen(IncomingCallListener listener) {}
}
