package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.FailureReason;

/**
 * Two calls that are connected with each other through us: each far end hears the other one, and when one hangs up the
 * other is hung up on. Nobody else is told of them any more.
 */
final class Bridge {
    private Bridge() {}

    static void join(Leg one, Leg other) {
        one.give(new HangsUp(other));
        other.give(new HangsUp(one));
        one.media().joinTo(other.media());
    }

    private record HangsUp(Leg other) implements Leg.Listener {
        @Override
        public void ringing() {}

        @Override
        public void answered() {}

        /** One that comes in INFO has to be passed on; those in the sound pass with it. */
        @Override
        public void key(char key) {
            other.media().press(String.valueOf(key));
        }

        @Override
        public void hungUp() {
            other.hangUp();
        }

        @Override
        public void failed(FailureReason reason) {
            other.hangUp();
        }
    }
}
