package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.IncomingCall;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineContext;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Timeline;
import gov.nist.javax.sip.DialogTimeoutEvent;
import java.util.Optional;
import javax.sip.Dialog;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * An INVITE that has come in, until it is known who answers it: then a {@link IncomingLeg} takes over. The caller may
 * give up at any moment before.
 */
final class RingingInvite implements IncomingCall, DialogOwner {
    private final IncomingInvites invites;
    private final ServerTransaction transaction;
    private final Dialog dialog;
    private final Path path;
    private final PhoneNumber to;
    private final Optional<PhoneNumber> from;
    private @Nullable IncomingLeg leg;
    private boolean decided;
    private boolean responded;

    RingingInvite(
            IncomingInvites invites,
            ServerTransaction transaction,
            Path path,
            PhoneNumber to,
            Optional<PhoneNumber> from) {
        this.invites = invites;
        this.transaction = transaction;
        this.dialog = transaction.getDialog();
        this.path = path;
        this.to = to;
        this.from = from;
    }

    @Override
    public Carrier carrier() {
        return invites.carrier();
    }

    @Override
    public PhoneNumber to() {
        return to;
    }

    @Override
    public Optional<PhoneNumber> from() {
        return from;
    }

    @Override
    public Optional<String> announcedAs() {
        return Optional.empty();
    }

    ServerTransaction transaction() {
        return transaction;
    }

    Dialog dialog() {
        return dialog;
    }

    Path path() {
        return path;
    }

    @Override
    public Line answer(LineContext context, Timeline timeline, LineEvents events) {
        invites.named(transaction.getRequest(), context.callId());
        SipLine line = invites.newLine(context, timeline, events);
        if (decide()) {
            invites.answer(this, context, line);
        } else {
            line.hungUp();
        }
        return line;
    }

    @Override
    public void reject(Rejection reason) {
        if (decide()) {
            respond(status(reason));
        }
    }

    private static int status(Rejection reason) {
        return switch (reason) {
            case NO_SUCH_NUMBER -> Response.NOT_FOUND;
            case NOBODY_ANSWERS -> Response.TEMPORARILY_UNAVAILABLE;
            case BUSY -> Response.BUSY_HERE;
            case UNAVAILABLE -> Response.SERVICE_UNAVAILABLE;
        };
    }

    /** @return false when the caller has given up before */
    private synchronized boolean decide() {
        if (decided) {
            throw new IllegalStateException("the call was answered or rejected already");
        }
        decided = true;
        return !responded;
    }

    /** It can't be answered after all: tells the caller, and whoever was to answer. */
    void fail(SipLine line, int status, FailureReason reason) {
        respond(status);
        line.failed(reason);
    }

    /** @return false: the caller has given up meanwhile */
    synchronized boolean take(IncomingLeg opened) {
        leg = opened;
        return !responded;
    }

    void respond(int status) {
        synchronized (this) {
            if (responded) {
                return;
            }
            responded = true;
        }
        invites.refuse(transaction, transaction.getRequest(), status);
    }

    @Override
    public void received(RequestEvent event) {
        IncomingLeg taken;
        synchronized (this) {
            taken = leg;
        }
        if (taken != null) {
            taken.received(event);
            return;
        }
        ServerTransaction of = event.getServerTransaction();
        if (of == null) {
            return;
        }
        invites.respond(of, event.getRequest(), Response.OK);
        if (event.getRequest().getMethod().equals(Request.CANCEL)
                || event.getRequest().getMethod().equals(Request.BYE)) {
            respond(Response.REQUEST_TERMINATED);
        }
    }

    @Override
    public void dialogTimeout(DialogTimeoutEvent.Reason reason) {
        respond(Response.TEMPORARILY_UNAVAILABLE);
    }
}
