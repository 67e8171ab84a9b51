package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.phone.rtp.MediaNotAcceptedException;
import com.osmtalk.voice.phone.rtp.MediaSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledFuture;
import javax.sip.Dialog;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call that we make: tries the trunk's addresses one after the other, waits for somebody to answer, and takes back
 * what is no longer wanted. However many answers come, from forks and from addresses that had been given up, one is
 * the call; each other one is ended at once, so that nobody is left with a phone that is silent.
 */
final class OutgoingLeg extends Leg {
    private static final Logger LOG = LoggerFactory.getLogger(OutgoingLeg.class);

    /**
     * For how long the trunk's first address may say nothing before the next is tried as well. The first one is not
     * given up then, but taken back when it does answer: it may have rung somebody.
     */
    private static final long SILENT_MILLIS = 6_000;

    private static final long STRAY_MILLIS = 40_000;

    private final InviteWriter invites;
    private final Deque<Path> others;
    private @Nullable InviteAttempt current;
    private @Nullable ScheduledFuture<?> silence;
    private @Nullable ScheduledFuture<?> ringing;
    private boolean rang;

    /** @param paths to the trunk, in the order in which they are tried; at least one */
    OutgoingLeg(
            Signalling signalling,
            String callId,
            PhoneNumber from,
            PhoneNumber to,
            List<Path> paths,
            MediaSession media,
            @Nullable DigestCredentials credentials,
            Listener listener) {
        super(signalling, callId, paths.get(0), media, credentials, listener);
        this.invites = new InviteWriter(signalling.node(), paths.get(0).trunk(), from, to);
        this.others = new ArrayDeque<>(paths.subList(1, paths.size()));
    }

    /** Dials. */
    void dial() {
        mailbox().execute(() -> {
            if (!isOver()) {
                signalling().traces().begin(invites.callId(), toString());
                node().strays().watch(invites.callId(), this);
                LOG.info("{} is dialled through {}", this, path());
                ringing = signalling().after(longestRinging().toMillis(), mailbox(), this::rangTooLong);
                attempt();
            }
        });
    }

    @Override
    String ownUser() {
        return invites.ownUser();
    }

    InviteWriter invites() {
        return invites;
    }

    private void attempt() {
        InviteAttempt attempt = new InviteAttempt(this, path());
        current = attempt;
        attempt.send();
        if (!others.isEmpty() && !isOver() && current == attempt) {
            silence = signalling().after(SILENT_MILLIS, mailbox(), () -> {
                if (current == attempt && !attempt.isHeardOf()) {
                    LOG.info("{}: {} says nothing; the trunk's next address is tried", this, path());
                    next();
                }
            });
        }
    }

    private void next() {
        take(others.remove());
        attempt();
    }

    private void stopWaiting() {
        if (silence != null) {
            silence.cancel(false);
        }
        if (ringing != null) {
            ringing.cancel(false);
        }
    }

    private Duration longestRinging() {
        return node().settings().longestRinging();
    }

    private void rangTooLong() {
        if (!isOver() && !isAnswered()) {
            LOG.info("{}: nobody answers in {} s", this, longestRinging().toSeconds());
            failed(FailureReason.NO_ANSWER);
            leave();
        }
    }

    // ---- what the attempts bring

    /** Whether an attempt is still the one that may become the call. */
    boolean isWanted(InviteAttempt attempt) {
        return attempt == current && !isOver();
    }

    /** It rings, or will; a telephone's words may overtake each other, so this can come after the answer. */
    void ringing(Response response, @Nullable Dialog early) {
        if (isAnswered()) {
            return;
        }
        admitFarEnd(response);
        if (early != null) {
            begin(early);
        }
        SipMessages.sdp(response).ifPresent(this::acceptQuietly);
        if (!rang && response.getStatusCode() != Response.CALL_IS_BEING_FORWARDED) {
            rang = true;
            listener().ringing();
        }
    }

    /** Somebody has picked up. */
    void answered(Response success, Dialog dialog, InviteAttempt by) {
        acknowledge(dialog, success);
        if (isOver() || isAnswered()) {
            // it has crossed our CANCEL; another answer of the call is taken care of by StrayAnswers
            if (!isAnswered()) {
                bye(dialog);
            }
            return;
        }
        if (current != null && current != by) {
            current.cancel();
            take(by.path());
        }
        stopWaiting();
        admitFarEnd(success);
        begin(dialog);
        SipMessages.sdp(success).ifPresent(this::takeAnswer);
        if (isOver()) {
            return;
        }
        if (!isAgreed()) {
            refuse("the far end's answer has no SDP");
            return;
        }
        if (!rang) {
            rang = true;
            listener().ringing();
        }
        sessionTimer().agreed(success);
        established();
    }

    private void takeAnswer(String answer) {
        try {
            accept(answer);
        } catch (MediaNotAcceptedException e) {
            refuse(e.getMessage());
        }
    }

    private void refuse(@Nullable String why) {
        LOG.warn("{} was answered, and is hung up since there is no sound in common: {}", this, why);
        failed(FailureReason.MEDIA_NOT_ACCEPTED);
        bye();
    }

    /**
     * The attempt that was to become the call has failed.
     *
     * @param identified whether the trunk was given the user name and the password
     */
    void refused(Response refusal, boolean identified) {
        if (refusal.getStatusCode() == Response.SERVICE_UNAVAILABLE && !others.isEmpty()) {
            LOG.info("{}: {} is out of service; the trunk's next address is tried", this, path());
            next();
            return;
        }
        FailureReason reason = CallFailures.of(refusal, rang);
        LOG.info(
                "{}: {} has refused it: {} {}{} ({})",
                this,
                path(),
                refusal.getStatusCode(),
                refusal.getReasonPhrase(),
                SipMessages.value(refusal, "Reason").map(value -> ", " + value).orElse(""),
                reason.name().toLowerCase(Locale.ROOT));
        stopWaiting();
        if (reason == FailureReason.CARRIER_DENIED) {
            String detail = Denials.sentence(refusal.getStatusCode(), path().trunk(), identified);
            LOG.warn("{}: {}", this, detail);
            failed(reason, detail);
        } else {
            failed(reason);
        }
    }

    /** The attempt could not be sent, or was never answered. */
    void unreachable(String why) {
        if (!others.isEmpty()) {
            LOG.info("{}: {} can't be reached ({}); the trunk's next address is tried", this, path(), why);
            next();
            return;
        }
        LOG.warn("{}: {} can't be reached: {}", this, path(), why);
        stopWaiting();
        failed(rang ? FailureReason.NO_ANSWER : FailureReason.CARRIER_UNAVAILABLE);
    }

    /** One that leaves before it has answered has not taken the call. */
    @Override
    void hungUp() {
        if (isAnswered()) {
            super.hungUp();
        } else {
            stopWaiting();
            failed(FailureReason.REJECTED);
        }
    }

    /** For a while answers may still come that have to be hung up on. */
    @Override
    void over() {
        signalling().after(STRAY_MILLIS, mailbox(), () -> {
            node().strays().forget(invites.callId());
            signalling().traces().end(invites.callId());
        });
    }

    @Override
    void leave() {
        stopWaiting();
        if (isAnswered()) {
            bye();
        } else if (current != null) {
            current.cancel();
        }
    }
}
