package com.osmtalk.voice.phone.sip;

import com.osmtalk.voice.phone.rtp.MediaNotAcceptedException;
import java.util.Optional;
import javax.sip.Dialog;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what the far end asks for in the dialog of a leg. */
final class DialogRequests {
    private static final Logger LOG = LoggerFactory.getLogger(DialogRequests.class);

    private final Leg leg;
    /** We have offered in a response, because the far end's request had no SDP: its ACK brings the answer. */
    private boolean offered;

    DialogRequests(Leg leg) {
        this.leg = leg;
    }

    void handle(Request request, ServerTransaction transaction, Dialog of) {
        switch (request.getMethod()) {
            case Request.BYE -> {
                leg.respond(transaction, request, Response.OK);
                // a far end that has forked ends the dialogs that are not the call's, too
                if (of.equals(leg.dialog())) {
                    leg.hungUp();
                }
            }
            case Request.INVITE, Request.UPDATE -> renegotiate(request, transaction);
            case Request.INFO -> info(request, transaction);
            case Request.OPTIONS -> leg.respond(transaction, request, Response.OK);
            case Request.NOTIFY -> {
                leg.respond(transaction, request, Response.OK);
                leg.referral().notified(request);
            }
            case Request.PRACK -> leg.respond(transaction, request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            // a call out that no rule has passed
            case Request.REFER -> leg.respond(transaction, request, Response.DECLINE);
            default -> leg.respond(transaction, request, Response.METHOD_NOT_ALLOWED);
        }
    }

    /** Hold and resume, another address or codec, or a sign of life (RFC 3261, 14; RFC 3311; RFC 4028). */
    private void renegotiate(Request request, ServerTransaction transaction) {
        if (leg.isOver()) {
            leg.respond(transaction, request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        if (leg.sessionTimer().isRefreshing()) {
            leg.respond(transaction, request, Response.REQUEST_PENDING);
            return;
        }
        Optional<Response> tooShort = SessionTimer.refusal(leg.node().messages(), request);
        if (tooShort.isPresent()) {
            leg.send(transaction, tooShort.get());
            return;
        }
        boolean invite = request.getMethod().equals(Request.INVITE);
        Optional<String> offer = SipMessages.sdp(request);
        Response ok = leg.node().messages().response(Response.OK, request);
        try {
            if (offer.isPresent()) {
                leg.node().messages().setSdp(ok, leg.media().answer(offer.get()));
            } else if (invite) {
                leg.node().messages().setSdp(ok, leg.media().offer());
                offered = true;
            }
        } catch (MediaNotAcceptedException e) {
            LOG.info("{}: the far end wants to change the sound, which is refused: {}", leg, e.getMessage());
            leg.respond(transaction, request, Response.NOT_ACCEPTABLE_HERE);
            return;
        }
        ok.setHeader(leg.contact());
        leg.sessionTimer().answer(request, ok);
        leg.send(transaction, ok);
    }

    void acknowledged(Request ack) {
        if (offered) {
            offered = false;
            SipMessages.sdp(ack).ifPresent(leg::acceptQuietly);
        }
    }

    private void info(Request request, ServerTransaction transaction) {
        if (InfoKeys.isKeys(request)) {
            leg.respond(transaction, request, Response.OK);
            if (leg.isAnswered() && !leg.isOver()) {
                InfoKeys.key(request).ifPresent(leg.listener()::key);
            }
        } else {
            // one without a body only asks whether the call is there (RFC 2976)
            boolean empty = request.getRawContent() == null || request.getRawContent().length == 0;
            leg.respond(transaction, request, empty ? Response.OK : Response.UNSUPPORTED_MEDIA_TYPE);
        }
    }
}
