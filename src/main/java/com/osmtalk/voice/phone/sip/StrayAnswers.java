package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.voice.phone.sip.DigestCredentials.Authorization;
import com.osmtalk.voice.phone.sip.TrunkTargets.Target;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.Dialog;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the answers of a call beside its first one: of a fork, or of an address that had been given up. Each must be
 * acknowledged and hung up on (RFC 3261, 13.2.2.4), or somebody is left with a telephone that is silent. JAIN-SIP
 * swallows them while the INVITE's transaction is still there, so they are taken before it sees them.
 */
final class StrayAnswers implements SIPMessageValve {
    private static final Logger LOG = LoggerFactory.getLogger(StrayAnswers.class);

    private final Map<String, Call> calls = new ConcurrentHashMap<>();

    private static final class Call {
        final OutgoingLeg leg;
        private final Set<String> strays = new HashSet<>();
        private @Nullable String answeredBy;

        Call(OutgoingLeg leg) {
            this.leg = leg;
        }

        /** Whether an answer is the call's first, or a repetition of it. */
        synchronized boolean isFirst(String tag) {
            if (answeredBy == null) {
                answeredBy = tag;
            }
            return answeredBy.equals(tag);
        }

        /** Whether a stray answer has not been seen before. */
        synchronized boolean isNew(String tag) {
            return strays.add(tag);
        }
    }

    void watch(String sipCallId, OutgoingLeg leg) {
        calls.put(sipCallId, new Call(leg));
    }

    void forget(String sipCallId) {
        calls.remove(sipCallId);
    }

    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        CSeqHeader sequence = (CSeqHeader) response.getHeader(CSeqHeader.NAME);
        boolean answer =
                response.getStatusCode() / 100 == 2 && sequence.getMethod().equals(Request.INVITE);
        Call call = answer ? calls.get(((CallIdHeader) response.getHeader(CallIdHeader.NAME)).getCallId()) : null;
        String tag = ((ToHeader) response.getHeader(ToHeader.NAME)).getTag();
        if (call == null || tag == null || call.isFirst(tag)) {
            return true;
        }
        Path path = new Path(
                call.leg.path().trunk(),
                new Target(
                        new InetSocketAddress(channel.getPeerPacketSourceAddress(), channel.getPeerPort()),
                        SipNode.transport(channel.getTransport())));
        call.leg.mailbox().execute(() -> hangUp(call, path, tag, response, sequence.getSeqNumber()));
        return false;
    }

    /** @param path where the answer has come from, which need not be where the call is */
    private static void hangUp(Call call, Path path, String tag, Response answer, long number) {
        OutgoingLeg leg = call.leg;
        Hop hop = path.transport() == Transport.UDP ? null : path.hop();
        try {
            Request ack = request(leg, path, answer, Request.ACK, number);
            SipNode.route(ack, hop);
            leg.node().provider().sendRequest(ack);
            if (call.isNew(tag)) {
                LOG.info("{}: a second answer is hung up on", leg);
                new Bye(leg, path, answer, number, hop).send(List.of());
            }
        } catch (SipException | IllegalArgumentException e) {
            LOG.warn("{}: a second answer can't be hung up on: {}", leg, e.getMessage());
        }
    }

    /** A request in the dialog that an answer has made, which the stack does not know. */
    private static Request request(OutgoingLeg leg, Path path, Response answer, String method, long number) {
        SipMessages messages = leg.node().messages();
        return SipMessages.make(() -> {
            ContactHeader contact = (ContactHeader) answer.getHeader(ContactHeader.NAME);
            ToHeader to = (ToHeader) answer.getHeader(ToHeader.NAME);
            Request request = messages.factory()
                    .createRequest(
                            contact == null
                                    ? to.getAddress().getURI()
                                    : contact.getAddress().getURI(),
                            method,
                            (CallIdHeader) answer.getHeader(CallIdHeader.NAME),
                            messages.headers().createCSeqHeader(number, method),
                            (FromHeader) answer.getHeader(FromHeader.NAME),
                            to,
                            new ArrayList<>(List.of(messages.via(path))),
                            messages.headers().createMaxForwardsHeader(InviteWriter.MOST_HOPS));
            List<RecordRouteHeader> route = new ArrayList<>();
            for (Iterator<?> recorded = answer.getHeaders(RecordRouteHeader.NAME); recorded.hasNext(); ) {
                route.add((RecordRouteHeader) recorded.next());
            }
            Collections.reverse(route);
            for (RecordRouteHeader hop : route) {
                request.addHeader(messages.headers().createRouteHeader(hop.getAddress()));
            }
            messages.describeUs(request);
            return request;
        });
    }

    private static final class Bye implements ResponseHandler {
        private final OutgoingLeg leg;
        private final Path path;
        private final Response answer;
        private final @Nullable Hop hop;
        private final Challenges challenges;
        private long number;

        Bye(OutgoingLeg leg, Path path, Response answer, long number, @Nullable Hop hop) {
            this.leg = leg;
            this.path = path;
            this.answer = answer;
            this.number = number;
            this.hop = hop;
            this.challenges = leg.challenges();
        }

        void send(List<Authorization> credentials) throws SipException {
            number++;
            Request bye = request(leg, path, answer, Request.BYE, number);
            credentials.forEach(header -> leg.node().messages().set(bye, header.name(), header.value()));
            challenges.sent(bye);
            leg.node().send(bye, hop, this);
        }

        @Override
        public void response(Response response, @Nullable Dialog dialog) {
            leg.mailbox().execute(() -> {
                List<Authorization> credentials = challenges.answer(response);
                if (!credentials.isEmpty()) {
                    try {
                        send(credentials);
                    } catch (SipException e) {
                        LOG.info("{}: a second answer's BYE could not be sent again: {}", leg, e.getMessage());
                    }
                }
            });
        }

        @Override
        public void timeout() {}
    }

    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        return true;
    }

    @Override
    public void init(SipStack stack) {}

    @Override
    public void destroy() {}
}
