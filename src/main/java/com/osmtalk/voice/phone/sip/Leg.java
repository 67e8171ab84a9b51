package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.CallQuality;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.voice.phone.rtp.MediaNotAcceptedException;
import com.osmtalk.voice.phone.rtp.MediaSession;
import gov.nist.javax.sip.DialogTimeoutEvent;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.RouteHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signalling of one call with its sound: the dialog, what the far end asks for in it, and its end. Both directions
 * are alike once they are answered; how that comes about is in {@link OutgoingLeg} and {@link IncomingLeg}.
 *
 * <p>Everything happens in its {@link Mailbox}. What becomes of the call is told to its {@link Listener} from there,
 * the end once; after {@link #hangUp} nothing is told, although the leg still sees its last requests through.
 */
abstract class Leg implements DialogOwner {
    private static final Logger LOG = LoggerFactory.getLogger(Leg.class);

    /** Whoever answers is asked whether the far end is there by the sound; this ends a call that nothing else ends. */
    private static final long LONGEST_MILLIS = 6 * 3_600_000L;

    private static final long LEAVING_MILLIS = 40_000;
    private static final int MOST_REQUESTS = 1_000;

    private final Signalling signalling;
    private final String callId;
    private final MediaSession media;
    private volatile Listener listener;
    private final Mailbox mailbox;
    private final @Nullable DigestCredentials credentials;
    private final DialogRequests requests = new DialogRequests(this);
    private final SessionTimer sessionTimer = new SessionTimer(this);
    private final Referral referral = new Referral(this);
    private volatile Path path;
    private Consumer<Leg> whenOver = leg -> {};
    private volatile @Nullable Dialog dialog;
    private @Nullable ScheduledFuture<?> longest;
    private boolean agreed;
    private final FarEndAddresses elsewhere;

    private volatile boolean answered;
    private volatile boolean over;
    private volatile @Nullable CallQuality quality;

    /** What becomes of a leg; told from its mailbox, so it must not wait. */
    interface Listener {
        void ringing();

        void answered();

        void key(char key);

        /** The far end has hung up, or is gone. */
        void hungUp();

        void failed(FailureReason reason);

        /** @param detail what the trunk has said, in a sentence of ours */
        default void failed(FailureReason reason, String detail) {
            failed(reason);
        }
    }

    /** @param callId of the API's call, for the log */
    Leg(
            Signalling signalling,
            String callId,
            Path path,
            MediaSession media,
            @Nullable DigestCredentials credentials,
            Listener listener) {
        this.signalling = signalling;
        this.callId = callId;
        this.path = path;
        this.media = media;
        this.credentials = credentials;
        this.listener = listener;
        this.elsewhere = new FarEndAddresses(signalling.peers(), callId);
        this.mailbox = new Mailbox(signalling.threads(), fault -> broken());
    }

    /** @param then runs once, from any thread, when the leg is over: at once, when it is already */
    void whenOver(Consumer<Leg> then) {
        mailbox.execute(() -> {
            if (over) {
                then.accept(this);
            } else {
                whenOver = whenOver.andThen(then);
            }
        });
    }

    /** A step has failed for a reason that nobody thought of: better the call ends than that it hangs. */
    private void broken() {
        if (!over) {
            ended(answered ? listener::hungUp : () -> listener.failed(FailureReason.CARRIER_UNAVAILABLE));
            leave();
        }
    }

    Mailbox mailbox() {
        return mailbox;
    }

    SipNode node() {
        return signalling.node();
    }

    Signalling signalling() {
        return signalling;
    }

    MediaSession media() {
        return media;
    }

    Listener listener() {
        return listener;
    }

    /** Has somebody else told of the call from now on: at once, when it is over already. */
    void give(Listener other) {
        mailbox.execute(() -> {
            listener = other;
            if (over) {
                other.hungUp();
            }
        });
    }

    /** What the connection was like; empty before it was answered. */
    Optional<CallQuality> quality() {
        return Optional.ofNullable(answered && !over ? media.quality() : quality);
    }

    /** Nothing comes from the far end any more; from any thread. */
    void farEndIsGone() {
        mailbox.execute(() -> {
            if (!over) {
                boolean everHeard = quality().isPresent();
                LOG.info("{}: no sound comes from the far end{}; it is hung up", this, everHeard ? " any more" : "");
                ended(everHeard ? listener::hungUp : () -> listener.failed(FailureReason.NO_AUDIO_INPUT));
                leave();
            }
        });
    }

    Path path() {
        return path;
    }

    void take(Path other) {
        path = other;
    }

    SessionTimer sessionTimer() {
        return sessionTimer;
    }

    Referral referral() {
        return referral;
    }

    @Nullable
    Dialog dialog() {
        return dialog;
    }

    boolean isOver() {
        return over;
    }

    boolean isAnswered() {
        return answered;
    }

    Challenges challenges() {
        return new Challenges(credentials);
    }

    /** The user part of our own address. */
    abstract String ownUser();

    /** Ends the call, or the attempt; nothing more is told of it. From any thread. */
    final void hangUp() {
        mailbox.execute(() -> {
            if (!over) {
                finish();
                leave();
            }
        });
    }

    /** Sends what ends the call at the far end; the leg is over already. */
    abstract void leave();

    // ---- what the far end does in the dialog

    @Override
    public final void received(RequestEvent event) {
        ServerTransaction transaction = event.getServerTransaction();
        Request request = event.getRequest();
        Dialog of = event.getDialog();
        mailbox.execute(() -> handle(request, transaction, of));
    }

    /** @param transaction null for ACK, which has none */
    void handle(Request request, @Nullable ServerTransaction transaction, Dialog of) {
        if (request.getMethod().equals(Request.ACK)) {
            acknowledged(request);
        } else if (transaction != null) {
            requests.handle(request, transaction, of);
        }
    }

    /** The far end has our answer. */
    void acknowledged(Request ack) {
        requests.acknowledged(ack);
    }

    @Override
    public final void dialogTimeout(DialogTimeoutEvent.Reason reason) {
        mailbox.execute(() -> {
            LOG.info("{}: the far end is gone: {}", this, reason);
            hungUp();
            forsaken();
        });
    }

    /** The far end has left a response of ours without its ACK, or a dialog in its beginning. */
    void forsaken() {
        leave();
    }

    // ---- states

    void begin(Dialog ofTheCall) {
        dialog = ofTheCall;
        ofTheCall.setApplicationData(this);
    }

    /** Lets in what comes from where the far end says that it is. */
    void admitFarEnd(Message message) {
        elsewhere.admit(message);
    }

    /** Keeps what ends it, for the next server where this one dies. */
    void keepEnding(Request ending) {
        signalling.unfinished().keep(fileName(), path, ending);
    }

    private String fileName() {
        return callId + "-" + Integer.toHexString(System.identityHashCode(this));
    }

    private void keepBye(Dialog ofTheCall) {
        try {
            Request bye = ofTheCall.createRequest(Request.BYE);
            addressInDialog(bye, ofTheCall);
            CSeqHeader count = (CSeqHeader) bye.getHeader(CSeqHeader.NAME);
            SipMessages.make(() -> {
                // past whatever this server may still send in the dialog
                count.setSeqNumber(count.getSeqNumber() + MOST_REQUESTS);
                ((ViaHeader) bye.getHeader(ViaHeader.NAME))
                        .setBranch("z9hG4bK"
                                + Long.toHexString(ThreadLocalRandom.current().nextLong()));
                return bye;
            });
            keepEnding(bye);
        } catch (SipException e) {
            LOG.debug("{}: its BYE can't be kept: {}", this, e.getMessage());
        }
    }

    /** Both ends have agreed; from here on the call costs money. */
    void established() {
        answered = true;
        if (dialog != null) {
            keepBye(dialog);
        }
        longest = signalling.after(LONGEST_MILLIS, mailbox, () -> {
            if (!over) {
                LOG.warn("{} has lasted longer than any call may; it is hung up", this);
                ended(listener::hungUp);
                leave();
            }
        });
        listener.answered();
    }

    /** The far end has gone, by BYE or without. */
    void hungUp() {
        if (!over) {
            ended(listener::hungUp);
        }
    }

    void failed(FailureReason reason) {
        if (!over) {
            ended(() -> listener.failed(reason));
        }
    }

    void failed(FailureReason reason, String detail) {
        if (!over) {
            ended(() -> listener.failed(reason, detail));
        }
    }

    private void ended(Runnable told) {
        finish();
        told.run();
    }

    private void finish() {
        if (answered) {
            quality = media.quality();
        }
        over = true;
        sessionTimer.stop();
        if (longest != null) {
            longest.cancel(false);
        }
        media.close();
        signalling.unfinished().forget(fileName());
        // the answer to our BYE still comes from there
        signalling.after(LEAVING_MILLIS, mailbox, elsewhere::leave);
        over();
        whenOver.accept(this);
    }

    /** It has just ended. */
    void over() {}

    // ---- requests of ours in the dialog

    void bye() {
        Dialog ofTheCall = dialog;
        if (ofTheCall != null) {
            bye(ofTheCall);
        }
    }

    /** Ends a dialog, the call's or one that nobody wants. */
    void bye(Dialog ended) {
        new DialogRequest(this, ended, () -> ended.createRequest(Request.BYE), response -> {
                    if (response == null || response.getStatusCode() >= 300) {
                        Object answer = response == null ? "nothing" : response.getStatusCode();
                        LOG.info("{}: its BYE was answered with {}", this, answer);
                    }
                })
                .send();
    }

    /** Acknowledges a success of an INVITE, with which its answer was taken. */
    void acknowledge(Dialog of, Response success) {
        try {
            Request ack = of.createAck(((CSeqHeader) success.getHeader(CSeqHeader.NAME)).getSeqNumber());
            addressInDialog(ack, of);
            SipNode.route(ack, hopIn(of));
            of.sendAck(ack);
        } catch (SipException | InvalidArgumentException e) {
            LOG.info("{}: an answer could not be acknowledged: {}", this, e.getMessage());
        }
    }

    /** Takes the far end's answer to our offer. */
    void accept(String answer) throws MediaNotAcceptedException {
        media.accept(answer);
        agreed = true;
    }

    /** Whether an offer and an answer have been exchanged, so that there is sound. */
    boolean isAgreed() {
        return agreed;
    }

    /** Takes an answer to our offer that the call can go on without. */
    void acceptQuietly(String answer) {
        try {
            accept(answer);
        } catch (MediaNotAcceptedException e) {
            LOG.info("{}: an answer leaves no sound in common: {}", this, e.getMessage());
        }
    }

    /** Gives a request in a dialog the headers that the stack, which knows no public address, gets wrong. */
    void addressInDialog(Request request, Dialog of) {
        request.removeHeader("Via");
        SipMessages.make(() -> {
            request.addHeader(node().messages().via(path));
            return request;
        });
        node().messages().describeUs(request);
        if (!request.getMethod().equals(Request.BYE)) {
            request.setHeader(node().messages().contact(ownUser(), path));
        }
    }

    /**
     * Where a request in a dialog goes, if not where its route says: over TCP and TLS far ends often leave the
     * transport out of their contact, and would be sent UDP; and others name a host that only they know.
     */
    @Nullable
    Hop hopIn(Dialog of) {
        if (elsewhere.isUnresolved()) {
            return path.hop();
        }
        if (path.transport() == Transport.UDP) {
            return null;
        }
        SipURI next = null;
        if (of.getRouteSet().hasNext()) {
            next = (SipURI) ((RouteHeader) of.getRouteSet().next()).getAddress().getURI();
        } else if (of.getRemoteTarget() != null && of.getRemoteTarget().getURI() instanceof SipURI target) {
            next = target;
        }
        return next == null || next.getTransportParam() == null ? path.hop() : null;
    }

    // ---- responses of ours

    void respond(ServerTransaction transaction, Request request, int status) {
        send(transaction, node().messages().response(status, request));
    }

    void send(ServerTransaction transaction, Response response) {
        node().messages().describeUs(response);
        try {
            transaction.sendResponse(response);
        } catch (SipException | InvalidArgumentException e) {
            LOG.info("{}: a response of {} could not be sent: {}", this, response.getStatusCode(), e.getMessage());
        }
    }

    ContactHeader contact() {
        return node().messages().contact(ownUser(), path);
    }

    @Override
    public final String toString() {
        return callId;
    }
}
