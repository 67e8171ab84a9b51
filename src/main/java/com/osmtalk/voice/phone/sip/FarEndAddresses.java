package com.osmtalk.voice.phone.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.HeaderAddress;
import javax.sip.header.RecordRouteHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a call's far end is beside the trunk's address; what comes from there is let in as long as the call lasts. A
 * trunk that only helps to set a call up leaves the rest to the two ends (RFC 3261, 12.2.1.1), or to a proxy that has
 * put itself on their way, and then a BYE comes from an address that is nobody's trunk. In the leg's mailbox only.
 */
final class FarEndAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(FarEndAddresses.class);

    private final Peers peers;
    private final String callId;
    private final Set<InetAddress> addresses = new HashSet<>();
    private boolean unresolved;

    /** @param callId of the API's call, for the log */
    FarEndAddresses(Peers peers, String callId) {
        this.peers = peers;
        this.callId = callId;
    }

    /** Takes them of the first message that names any. */
    void admit(Message message) {
        if (addresses.isEmpty()) {
            admit((ContactHeader) message.getHeader(ContactHeader.NAME));
            nearestProxy(message).ifPresent(this::admit);
        }
    }

    /** The first that our requests of the dialog go to: we are the last of a response's way, a request's first. */
    private static Optional<RecordRouteHeader> nearestProxy(Message message) {
        RecordRouteHeader nearest = null;
        for (Iterator<?> recorded = message.getHeaders(RecordRouteHeader.NAME); recorded.hasNext(); ) {
            nearest = (RecordRouteHeader) recorded.next();
            if (message instanceof Request) {
                break;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private void admit(@Nullable HeaderAddress far) {
        if (far != null && far.getAddress() != null && far.getAddress().getURI() instanceof SipURI uri) {
            try {
                InetAddress address = InetAddress.getByName(uri.getHost());
                if (addresses.add(address)) {
                    peers.enter(address);
                }
            } catch (UnknownHostException e) {
                LOG.info("{}: the far end is at {}, which can't be resolved", callId, uri.getHost());
                unresolved = true;
            }
        }
    }

    /** Whether a name under which it is to be reached is none here: requests go where the call came about. */
    boolean isUnresolved() {
        return unresolved;
    }

    /** The call is over. */
    void leave() {
        addresses.forEach(peers::leave);
        addresses.clear();
    }
}
