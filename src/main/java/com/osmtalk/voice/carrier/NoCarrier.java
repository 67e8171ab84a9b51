package com.osmtalk.voice.carrier;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.NumberHealth.Check;
import com.osmtalk.api.NumberHealth.Subject;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.time.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
    public CompletionStage<List<Check>> check(CarriedNumber number) {
        return CompletableFuture.completedFuture(List.of(Check.wrong(
                Subject.CARRIER,
                "This server has no carrier for " + number.provider().name().toLowerCase(Locale.ROOT)
                        + ": no call is made from " + number.number() + " or comes in on it.",
                "Set its provider to sip and give it a trunk.")));
    }

    @Override
    public void listen(IncomingCallListener listener) {}
}
