package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.FailureReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two calls that are connected with each other through us: each far end hears the other one, and when one hangs up the
 * other is hung up on. Nobody else is told of them any more.
 *
 * <p>Where its trunk is to be asked, the first one's far end is asked to call the other one itself in the place of our
 * call (an attended transfer, RFC 5589, 7). They hear each other meanwhile, and go on so when it is refused.
 */
final class Bridge {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

    /** One of two calls that are being replaced may be ended before the other one has told that it was. */
    private static final long REPLACED_WITHIN_MILLIS = 5_000;

    private final Leg one;
    private final Leg other;

    private Bridge(Leg one, Leg other) {
        this.one = one;
        this.other = other;
    }

    static void join(Leg one, Leg other) {
        Bridge bridge = new Bridge(one, other);
        one.give(bridge.new End(other));
        other.give(bridge.new End(one));
        one.media().joinTo(other.media());
        if (Referral.isWanted(one)) {
            Referral.inPlaceOf(other).ifPresent(bridge::refer);
        }
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
                LOG.debug("{}: one of two calls has ended, which may be its replacement", opposite);
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
