package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.FailureReason;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.IncomingCall.Rejection;
import com.osmtalk.voice.carrier.IncomingCallListener;
import com.osmtalk.voice.carrier.LineContext;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.phone.rtp.MediaSession;
import com.osmtalk.voice.phone.rtp.NoMediaPortException;
import com.osmtalk.voice.phone.sip.KnownTrunks.Entry;
import com.osmtalk.voice.phone.sip.TrunkTargets.Target;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.time.Timeline;
import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.header.RequireHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that belong to no call: those that begin one, and those that ask whether we are there. Whoever gets this far
 * is at a trunk's address ({@link Peers}). A call is offered to the listener when it is for a number of that very
 * trunk: a trunk can't ring the numbers of another one, and nobody can have us call elsewhere.
 *
 * <p>The listener may wait for the database, so it has threads of its own. A call that is sure to be rejected, since
 * all lines or ports are in use, is rejected before; where the threads can't keep up, one is turned away with 503. Both
 * cost next to nothing, so that a burst of callers keeps nobody waiting.
 */
final class IncomingInvites {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingInvites.class);
    private static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final int RETRY_SECONDS = 5;
    private static final int ACK_SECONDS = 40;
    private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel");
    /** Those that a caller may demand. We send nothing provisional, so that "100rel" asks nothing of us. */
    private static final Set<String> EXTENSIONS = Set.of("timer", "100rel");

    private final Carrier carrier;
    private final SipService service;
    private final MediaOpener media;
    private final SpeechServices speech;
    private final KnownTrunks trunks;
    private final IncomingCallListener listener;
    private final ThreadPoolExecutor threads;
    private final SparseCount turnedAway = new SparseCount();

    IncomingInvites(
            Carrier carrier,
            SipService service,
            MediaOpener media,
            SpeechServices speech,
            KnownTrunks trunks,
            IncomingCallListener listener) {
        this.carrier = carrier;
        this.service = service;
        this.media = media;
        this.speech = speech;
        this.trunks = trunks;
        this.listener = listener;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                60,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                SipService.named("sip-offer-"));
        threads.allowCoreThreadTimeOut(true);
    }

    Carrier carrier() {
        return carrier;
    }

    void close() {
        threads.shutdown();
    }

    /** A request outside of any call of ours, on a thread of the stack. */
    void received(RequestEvent event) {
        Request request = event.getRequest();
        if (request.getMethod().equals(Request.ACK)) {
            return;
        }
        try {
            ServerTransaction transaction = event.getServerTransaction() != null
                    ? event.getServerTransaction()
                    : ((SipProvider) event.getSource()).getNewServerTransaction(request);
            Optional<Response> unknown = unsupported(request);
            if (unknown.isPresent()) {
                transaction.sendResponse(unknown.get());
                return;
            }
            switch (request.getMethod()) {
                case Request.INVITE -> invited(transaction, request);
                // a registrar tells of messages in a mailbox, unasked
                case Request.OPTIONS, Request.NOTIFY -> respond(transaction, request, Response.OK);
                case Request.BYE, Request.CANCEL, Request.UPDATE, Request.INFO, Request.PRACK, Request.REFER ->
                    respond(transaction, request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
                default -> respond(transaction, request, Response.METHOD_NOT_ALLOWED);
            }
        } catch (SipException | InvalidArgumentException | SipUnavailableException e) {
            LOG.debug("a {} could not be taken: {}", request.getMethod(), e.getMessage());
        }
    }

    /** What is answered to a request that can't be understood (RFC 3261, 8.2.2) or kept up; empty when it can. */
    private Optional<Response> unsupported(Request request) throws SipUnavailableException {
        SipMessages messages = service.open().node().messages();
        if (request.getMethod().equals(Request.INVITE)) {
            Optional<Response> tooShort = SessionTimer.refusal(messages, request);
            if (tooShort.isPresent()) {
                return tooShort;
            }
        }
        if (!SCHEMES.contains(request.getRequestURI().getScheme().toLowerCase(Locale.ROOT))) {
            return Optional.of(messages.response(Response.UNSUPPORTED_URI_SCHEME, request));
        }
        List<String> missing = required(request)
                .filter(extension -> !EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT)))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        Response refusal = messages.response(Response.BAD_EXTENSION, request);
        missing.forEach(extension -> messages.add(refusal, "Unsupported", extension));
        return Optional.of(refusal);
    }

    private static Stream<String> required(Request request) {
        Stream.Builder<String> tags = Stream.builder();
        for (Iterator<?> each = request.getHeaders(RequireHeader.NAME); each.hasNext(); ) {
            tags.add(((RequireHeader) each.next()).getOptionTag());
        }
        return tags.build();
    }

    private void invited(ServerTransaction transaction, Request request) {
        service.traces().beginIncoming((SIPRequest) request);
        InetAddress peer = ((SIPRequest) request).getPeerPacketSourceAddress();
        List<Entry> candidates = trunks.at(peer);
        Optional<Entry> called = CalledNumber.find(request, candidates);
        if (called.isEmpty()) {
            LOG.info(
                    "a call from {} is refused: {} is no number of that trunk",
                    peer.getHostAddress(),
                    request.getRequestURI());
            refuse(transaction, request, Response.NOT_FOUND);
            return;
        }
        if (transaction.getDialog() == null) {
            // its From has no tag, as before RFC 3261
            refuse(transaction, request, Response.BAD_REQUEST);
            return;
        }
        int port = ((SIPRequest) request).getPeerPacketSourcePort();
        Path path = new Path(
                called.get().trunk(),
                new Target(
                        new InetSocketAddress(peer, port),
                        SipNode.transport(((SIPRequest) request).getTopmostVia().getTransport())));
        RingingInvite ringing =
                new RingingInvite(this, transaction, path, called.get().number(), CalledNumber.caller(request));
        Optional<Rejection> rejection =
                media.isFull() ? Optional.of(Rejection.UNAVAILABLE) : listener.rejectionAtOnce(ringing.to());
        if (rejection.isPresent()) {
            ringing.reject(rejection.get());
            return;
        }
        transaction.getDialog().setApplicationData(ringing);
        try {
            threads.execute(() -> offer(ringing));
        } catch (RejectedExecutionException full) {
            turnedAway
                    .count()
                    .ifPresent(count -> LOG.warn(
                            "a call to {} is turned away: too many come in at once; {} such calls so far",
                            ringing.to(),
                            count));
            ringing.reject(Rejection.UNAVAILABLE);
        }
    }

    private void offer(RingingInvite ringing) {
        try {
            listener.offered(ringing);
        } catch (RuntimeException e) {
            LOG.error("a call to {} can't be taken", ringing.to(), e);
            ringing.respond(Response.SERVER_INTERNAL_ERROR);
        }
    }

    // ---- an answer, from the conversation's timeline

    SipLine newLine(LineContext context, Timeline timeline, LineEvents events) {
        return new SipLine(timeline, events, context, speech);
    }

    void answer(RingingInvite ringing, LineContext context, SipLine line) {
        service.threads().execute(() -> {
            try {
                pickUp(ringing, context, line);
            } catch (SipUnavailableException | NoMediaPortException e) {
                LOG.warn("{} can't be answered: {}", context.callId(), e.getMessage());
                ringing.fail(line, Response.SERVICE_UNAVAILABLE, FailureReason.CARRIER_UNAVAILABLE);
            } catch (RuntimeException e) {
                LOG.error("{} can't be answered", context.callId(), e);
                ringing.fail(line, Response.SERVER_INTERNAL_ERROR, FailureReason.CARRIER_UNAVAILABLE);
            }
        });
    }

    private void pickUp(RingingInvite ringing, LineContext context, SipLine line)
            throws SipUnavailableException, NoMediaPortException {
        if (speech.speaker().isEmpty()) {
            LOG.warn("{} is not answered: this server has nothing to speak with", context.callId());
            ringing.fail(line, Response.TEMPORARILY_UNAVAILABLE, FailureReason.NO_AUDIO_OUTPUT);
            return;
        }
        Signalling signalling = service.open();
        MediaSession session = media.open(signalling.node(), ringing.path());
        IncomingLeg leg = new IncomingLeg(
                signalling,
                context.callId(),
                ringing.path(),
                ringing.transaction(),
                ringing.dialog(),
                CalledNumber.user(ringing.transaction().getRequest()),
                session,
                SipCarrier.credentials(ringing.path().trunk()),
                line);
        service.add(leg);
        if (!ringing.take(leg)) {
            leg.hangUp();
            line.hungUp();
        } else if (line.attach(leg)) {
            leg.answer();
        } else {
            leg.hangUp();
        }
    }

    /** It becomes no call. */
    void refuse(ServerTransaction transaction, Request invite, int status) {
        String sipCallId = sipCallId(invite);
        service.traces().refused(sipCallId);
        respond(transaction, invite, status);
        // its ACK is still to come
        service.after(ACK_SECONDS, () -> service.traces().end(sipCallId));
    }

    /** From now on it is known as this call. */
    void named(Request invite, String callId) {
        service.traces().name(sipCallId(invite), callId);
    }

    private static String sipCallId(Request request) {
        return ((SIPRequest) request).getCallId().getCallId();
    }

    void respond(ServerTransaction transaction, Request request, int status) {
        try {
            SipNode node = service.open().node();
            Response response = node.messages().response(status, request);
            node.messages().describeUs(response);
            if (status == Response.SERVICE_UNAVAILABLE) {
                node.messages().set(response, "Retry-After", Integer.toString(RETRY_SECONDS));
            }
            transaction.sendResponse(response);
        } catch (SipUnavailableException | SipException | InvalidArgumentException e) {
            LOG.debug("a response of {} could not be sent: {}", status, e.getMessage());
        }
    }
}
