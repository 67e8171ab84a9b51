package com.osmtalk.voice.carrier;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.time.Timeline;
import java.util.function.Predicate;

/**
 * The gate before a carrier: every phone that is dialled, to make a call or to hand one over, is dialled through it. The
 * network never hears of a number that may not be dialled; that attempt has failed as canceled.
 */
public final class GuardedCarrier implements Carrier {
    private final Carrier carrier;
    private final Predicate<PhoneNumber> mayDial;

    public GuardedCarrier(Carrier carrier, Predicate<PhoneNumber> mayDial) {
        this.carrier = carrier;
        this.mayDial = mayDial;
    }

    @Override
    public Line dial(PhoneNumber from, PhoneNumber to, Timeline timeline, LineEvents events) {
        if (mayDial.test(to)) {
            return carrier.dial(from, to, timeline, events);
        }
        timeline.post(() -> events.failed(FailureReason.CANCELED));
        return new NoLine();
    }

    /** In the place of one that was never opened. */
    private static final class NoLine implements Line {
        @Override
        public void say(String sentence) {}

        @Override
        public String cut() {
            return "";
        }

        @Override
        public void hangUp() {}

        @Override
        public void connectTo(Line other) {}
    }
}
