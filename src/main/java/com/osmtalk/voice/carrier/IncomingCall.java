package com.osmtalk.voice.carrier;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.time.Timeline;
import java.util.Optional;

/** A call that rings at a number of ours until it is answered or rejected, which is done once. From any thread. */
public interface IncomingCall {
    /** Who carries it, at whose speed the call is held. */
    Carrier carrier();

    /** The number that was dialled. Whether it is ours the listener finds out. */
    PhoneNumber to();

    /** Who calls; empty when that is withheld, or is no telephone number. */
    Optional<PhoneNumber> from();

    /**
     * The id of the call it is, where it was announced before it rang, as those are that the API has made on the
     * simulated network. Empty for what comes from outside.
     */
    Optional<String> announcedAs();

    /**
     * Opens the line: {@link LineEvents#ringing} and {@link LineEvents#answered} follow, or {@link LineEvents#hungUp}
     * when the caller has given up meanwhile.
     *
     * @param context the call that the line belongs to
     * @param timeline the call's, at the carrier's speed
     */
    Line answer(LineContext context, Timeline timeline, LineEvents events);

    /** Turns the caller away. */
    void reject(Rejection reason);

    /** Why nobody answers; each has its own SIP response. */
    enum Rejection {
        /** The number is not held here: 404. */
        NO_SUCH_NUMBER,
        /** It is held, but no agent answers it: 480. */
        NOBODY_ANSWERS,
        /** All lines are in use, or the credits are: 486. */
        BUSY,
        /** This server takes no calls now: 503. */
        UNAVAILABLE
    }
}
