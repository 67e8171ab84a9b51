package com.osmtalk.voice.carrier;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.NumberHealth;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.time.Timeline;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * The gate before a carrier: every phone that is dialled, to make a call or to hand one over, is dialled through it. It
 * is here, and not with those who ask for calls, because an agent's own decision to hand a call over dials as well. The
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
    public boolean simulated() {
        return carrier.simulated();
    }

    @Override
    public boolean needsTrunk() {
        return carrier.needsTrunk();
    }

    @Override
    public double speed() {
        return carrier.speed();
    }

    @Override
    public CompletionStage<List<NumberHealth.Check>> check(CarriedNumber number) {
        return carrier.check(number);
    }

    /** Calls that come in dial nobody: they are not this gate's. */
    @Override
    public void listen(IncomingCallListener listener) {
        carrier.listen(listener);
    }

    /** @throws RulesUnavailableException when nobody could tell whether the number may be dialled; it was not */
    @Override
    public Line dial(CarriedNumber from, PhoneNumber to, LineContext context, Timeline timeline, LineEvents events) {
        if (mayDial(to)) {
            return carrier.dial(from, to, context, timeline, events);
        }
        timeline.post(() -> events.failed(FailureReason.CANCELED));
        return new NoLine();
    }

    /** Whoever is put through makes that telephone ring as well: false where it may not be dialled. */
    @Override
    public boolean refer(Line line, PhoneNumber to, ReferralEvents outcome) {
        return mayDial(to) && carrier.refer(line, to, outcome);
    }

    private boolean mayDial(PhoneNumber to) {
        try {
            return mayDial.test(to);
        } catch (RuntimeException e) {
            throw new RulesUnavailableException(e);
        }
    }
}
