package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.FailureReason;
import com.osmtalk.voice.carrier.BridgeEvents;
import java.time.Duration;

/**
 * Two calls that are connected with each other through us: each far end hears the other one, and when one hangs up the
 * other is hung up on. Nobody else is told of them any more.
 *
 * <p>Where its trunk is to be asked, the first one's far end is asked to call the other one itself in the place of our
 * call (an attended transfer, RFC 5589, 7). They hear each other meanwhile, and go on so when it is refused.
 */
final class Bridge {
    /** One of two calls that are being replaced may be ended before the other one has told that it was. */
    private static final long REPLACED_WITHIN_MILLIS = 5_000;

    private static final long TOLD_EVERY_MILLIS = 15_000;

    private final Leg one;
    private final Leg other;
    private final BridgeEvents events;
    private final long began = System.nanoTime();
    private boolean over;

    private Bridge(Leg one, Leg other, BridgeEvents events) {
        this.one = one;
        this.other = other;
        this.events = events;
    }

    static void join(Leg one, Leg other, BridgeEvents events) {
        Bridge bridge = new Bridge(one, other, events);
        one.give(bridge.new End(other));
        other.give(bridge.new End(one));
        one.media().joinTo(other.media());
        one.whenOver(leg -> bridge.end());
        other.whenOver(leg -> bridge.end());
        bridge.tellLater();
        if (Referral.isWanted(one)) {
            Referral.inPlaceOf(other).ifPresent(bridge::refer);
        }
    }

    private synchronized void tell() {
        if (!over) {
            events.held(held());
            tellLater();
        }
    }

    private void tellLater() {
        one.signalling().after(TOLD_EVERY_MILLIS, one.mailbox(), this::tell);
    }

    /** The other line follows the one that is over within moments. */
    private synchronized void end() {
        if (!over) {
            over = true;
            events.over(held());
        }
    }

    /** By both lines together. */
    private Duration held() {
        return Duration.ofNanos(System.nanoTime() - began).multipliedBy(2);
    }

    private void refer(String person) {
        one.referral().begin(person, connected -> {
            if (connected) {
                one.hangUp();
                other.hangUp();
            }
        });
    }

    private final class End implements Leg.Listener {
        private final Leg opposite;

        End(Leg opposite) {
            this.opposite = opposite;
        }

        @Override
        public void ringing() {}

        @Override
        public void answered() {}

        /** One that comes in INFO has to be passed on; those in the sound pass with it. */
        @Override
        public void key(char key) {
            opposite.media().press(String.valueOf(key));
        }

        @Override
        public void hungUp() {
            if (one.referral().isPending()) {
                opposite.signalling().after(REPLACED_WITHIN_MILLIS, opposite.mailbox(), opposite::hangUp);
            } else {
                opposite.hangUp();
            }
        }

        @Override
        public void failed(FailureReason reason) {
            opposite.hangUp();
        }
    }
}
