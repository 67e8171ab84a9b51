package com.osmtalk.voice.carrier;

import com.osmtalk.api.NumberHealth;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.time.Timeline;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whoever connects calls of our numbers with the telephone network, in both directions: a SIP trunk, a vendor's API, or
 * a network in the process. One carrier serves all numbers of its kind; what differs between them, such as the trunk,
 * comes with the {@link CarriedNumber}.
 */
public interface Carrier {
    /**
     * Whether its network is simulated, so that nobody's phone rings. What is stored of a call, and said of it, goes by
     * this; there is no default, since a carrier that doesn't say would pass for another.
     */
    boolean simulated();

    /** Whether it carries only the calls of numbers that have a trunk. */
    default boolean needsTrunk() {
        return false;
    }

    /**
     * How many seconds of line time pass on its lines in a second. It is 1 wherever somebody listens, since speech
     * can't be hurried; only a network without people may run faster.
     */
    default double speed() {
        return 1;
    }

    /**
     * Starts to dial and returns immediately. The carrier tries once: trying again is for whoever asked.
     *
     * @param from shown to the callee; its trunk is the way out
     * @param context the call that the line belongs to
     * @param timeline the call's, at this carrier's speed; everything is told to {@code events} as an event of it
     * @return the line, which may be hung up while it still rings
     */
    Line dial(CarriedNumber from, PhoneNumber to, LineContext context, Timeline timeline, LineEvents events);

    /**
     * Asks the network to connect a line's far end with a number by itself, so that we are out of the call. Nobody
     * speaks with that person before.
     *
     * @param line of this carrier's, answered
     * @return false: this line's network is not to be asked, by its settings; nothing was done and nothing is told
     */
    default boolean refer(Line line, PhoneNumber to, ReferralEvents outcome) {
        return false;
    }

    /**
     * Looks whether calls can be made from a number of ours and taken on it, in the order in which one thing needs the
     * other, up to the first without which the rest can't be looked at. Returns immediately; what it gives is complete
     * within some seconds. Empty where there is nothing to look at.
     */
    default CompletionStage<List<NumberHealth.Check>> check(CarriedNumber number) {
        return CompletableFuture.completedFuture(List.of());
    }

    /**
     * Begins to offer the calls that come in to our numbers. Asked once, when the server can take calls; a call that
     * comes earlier, or to a carrier that nobody listens to, is rejected as {@link IncomingCall.Rejection#UNAVAILABLE}.
     */
    void listen(IncomingCallListener listener);
}
