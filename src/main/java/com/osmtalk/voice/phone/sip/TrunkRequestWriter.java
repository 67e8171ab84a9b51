package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Transport;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.InvalidArgumentException;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is sent to a trunk outside calls. All REGISTERs of an account have one Call-ID, and count (RFC 3261,
 * 10.2.4); so do its OPTIONS here.
 */
final class TrunkRequestWriter {
    private static final int MOST_HOPS = 70;
    /** The user of those who have none at the trunk. */
    private static final String NOBODY = "osmtalk";

    private final SipNode node;
    private final SipTrunk trunk;
    private final String callId;
    private final String tag = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private long sequence;

    /** @param trunk with its defaults */
    TrunkRequestWriter(SipNode node, SipTrunk trunk) {
        this.node = node;
        this.trunk = trunk;
        this.callId = SipNode.newCallId();
    }

    /** Where the trunk is to send calls, as it stands in a REGISTER now. */
    ContactHeader contact(Path path) {
        return node.messages().contact(user(), path);
    }

    /**
     * @param seconds for how long; 0: from now on nothing is to come there
     * @param gone an earlier contact that holds no more, because the trunk sees us elsewhere; null: none
     */
    Request register(Path path, int seconds, @Nullable ContactHeader gone) {
        Request register = request(path, Request.REGISTER);
        register.addHeader(contact(path));
        if (gone != null) {
            SipMessages.make(() -> {
                gone.setExpires(0);
                register.addHeader(gone);
                return gone;
            });
        }
        node.messages().set(register, "Expires", Integer.toString(seconds));
        return register;
    }

    Request options(Path path) {
        Request options = request(path, Request.OPTIONS);
        options.addHeader(contact(path));
        node.messages().set(options, "Accept", "application/sdp");
        return options;
    }

    private synchronized Request request(Path path, String method) {
        sequence++;
        SipMessages messages = node.messages();
        return SipMessages.make(() -> {
            SipURI target = address(null);
            if (path.transport() != Transport.UDP) {
                target.setTransportParam(SipNode.name(path.transport()));
            }
            Request request = messages.factory()
                    .createRequest(
                            target,
                            method,
                            messages.headers().createCallIdHeader(callId),
                            messages.headers().createCSeqHeader(sequence, method),
                            messages.headers()
                                    .createFromHeader(messages.addresses().createAddress(address(user())), tag),
                            messages.headers()
                                    .createToHeader(messages.addresses().createAddress(to(method)), null),
                            new ArrayList<>(List.of(messages.via(path))),
                            messages.headers().createMaxForwardsHeader(MOST_HOPS));
            routeThroughProxy(request);
            messages.describeUs(request);
            return request;
        });
    }

    private void routeThroughProxy(Request request) throws ParseException {
        if (trunk.outboundProxy() != null) {
            SipURI proxy = (SipURI) node.messages().addresses().createURI("sip:" + trunk.outboundProxy());
            proxy.setLrParam();
            request.addHeader(node.messages()
                    .headers()
                    .createRouteHeader(node.messages().addresses().createAddress(proxy)));
        }
    }

    /** Who is registered is oneself; OPTIONS are for the trunk. */
    private SipURI to(String method) throws ParseException, InvalidArgumentException {
        return address(method.equals(Request.REGISTER) ? user() : null);
    }

    /** In the domain of the account; a port belongs to the trunk's own host only. */
    private SipURI address(@Nullable String user) throws ParseException, InvalidArgumentException {
        String domain = trunk.fromDomain() == null ? trunk.host() : trunk.fromDomain();
        SipURI address = node.messages().addresses().createSipURI(user, domain);
        if (user == null && trunk.port() != null && domain.equals(trunk.host())) {
            address.setPort(trunk.port());
        }
        return address;
    }

    private String user() {
        return trunk.username() == null ? NOBODY : trunk.username();
    }
}
