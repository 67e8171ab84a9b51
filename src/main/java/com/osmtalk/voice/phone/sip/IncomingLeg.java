package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.FailureReason;
import com.osmtalk.voice.phone.rtp.MediaNotAcceptedException;
import com.osmtalk.voice.phone.rtp.MediaSession;
import gov.nist.javax.sip.message.SIPRequest;
import java.util.Optional;
import javax.sip.Dialog;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call that has come in and is being answered. */
final class IncomingLeg extends Leg {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingLeg.class);

    /** RFC 3261, 13.3.1.4: 64 times T1. */
    private static final long ACK_MILLIS = 32_000;

    private static final long TRACE_MILLIS = 40_000;

    private final ServerTransaction transaction;
    private final Request invite;
    private final String ownUser;
    private final String sipCallId;
    /** Our 200 has gone out, and its ACK is still to come. */
    private boolean unacknowledged;

    /** The INVITE had no SDP, so that we have offered and the ACK brings the answer. */
    private boolean offered;

    /** @param ownUser the user part of the URI that was called */
    IncomingLeg(
            Signalling signalling,
            String callId,
            Path path,
            ServerTransaction transaction,
            Dialog dialog,
            String ownUser,
            MediaSession media,
            @Nullable DigestCredentials credentials,
            Listener listener) {
        super(signalling, callId, path, media, credentials, listener);
        this.transaction = transaction;
        this.invite = transaction.getRequest();
        this.ownUser = ownUser;
        this.sipCallId = ((SIPRequest) invite).getCallId().getCallId();
        begin(dialog);
        admitFarEnd(invite);
    }

    @Override
    String ownUser() {
        return ownUser;
    }

    /** Picks up. */
    void answer() {
        mailbox().execute(() -> {
            if (!isOver()) {
                listener().ringing();
                pickUp();
            }
        });
    }

    private void pickUp() {
        Response ok = node().messages().response(Response.OK, invite);
        Optional<String> offer = SipMessages.sdp(invite);
        try {
            offered = offer.isEmpty();
            node().messages().setSdp(ok, offered ? media().offer() : media().answer(offer.get()));
        } catch (MediaNotAcceptedException e) {
            LOG.warn("{} is not answered, since there is no sound in common: {}", this, e.getMessage());
            respond(transaction, invite, Response.NOT_ACCEPTABLE_HERE);
            failed(FailureReason.MEDIA_NOT_ACCEPTED);
            return;
        }
        ok.setHeader(contact());
        sessionTimer().answer(invite, ok);
        unacknowledged = true;
        send(transaction, ok);
        signalling().after(ACK_MILLIS, mailbox(), () -> {
            if (unacknowledged) {
                LOG.info("{}: the caller does not acknowledge our answer, and must be gone", this);
                hungUp();
                forsaken();
            }
        });
    }

    @Override
    void handle(Request request, @Nullable ServerTransaction of, Dialog dialog) {
        if (of != null && request.getMethod().equals(Request.CANCEL)) {
            respond(of, request, Response.OK);
            // after our 200 it comes too late: the caller will hang up (RFC 3261, 9.2)
            if (!isOver() && !unacknowledged && !isAnswered()) {
                respond(transaction, invite, Response.REQUEST_TERMINATED);
                hungUp();
            }
        } else {
            super.handle(request, of, dialog);
        }
    }

    @Override
    void acknowledged(Request ack) {
        if (!unacknowledged) {
            super.acknowledged(ack);
            return;
        }
        unacknowledged = false;
        if (isOver()) {
            bye();
            return;
        }
        if (offered && !isAccepted(ack)) {
            failed(FailureReason.MEDIA_NOT_ACCEPTED);
            bye();
            return;
        }
        established();
    }

    private boolean isAccepted(Request ack) {
        Optional<String> answer = SipMessages.sdp(ack);
        try {
            if (answer.isPresent()) {
                accept(answer.get());
                return true;
            }
            LOG.warn("{} is hung up: neither its INVITE nor its ACK says anything of sound", this);
        } catch (MediaNotAcceptedException e) {
            LOG.warn("{} is hung up, since there is no sound in common: {}", this, e.getMessage());
        }
        return false;
    }

    /** A dialog whose 200 is not acknowledged yet can't be ended (RFC 3261, 15): its ACK, or its absence, does that. */
    @Override
    void leave() {
        if (isAnswered()) {
            bye();
        } else if (!unacknowledged) {
            respond(transaction, invite, Response.TEMPORARILY_UNAVAILABLE);
        }
    }

    /** What is still said of it, such as the answer to our BYE, belongs to its trace. */
    @Override
    void over() {
        signalling().after(TRACE_MILLIS, mailbox(), () -> signalling().traces().end(sipCallId));
    }

    @Override
    void forsaken() {
        unacknowledged = false;
        bye();
    }
}
