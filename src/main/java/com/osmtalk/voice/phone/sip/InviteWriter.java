package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Transport;
import java.util.ArrayList;
import java.util.List;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/** Writes the INVITEs of one call: the same call each time, one number further in its count (RFC 3261, 8.1). */
final class InviteWriter {
    static final int MOST_HOPS = 70;

    private final SipNode node;
    private final SipTrunk trunk;
    private final PhoneNumber from;
    private final PhoneNumber to;
    private final String callId;
    private long sequence;

    /** @param trunk with its defaults */
    InviteWriter(SipNode node, SipTrunk trunk, PhoneNumber from, PhoneNumber to) {
        this.node = node;
        this.trunk = trunk;
        this.from = from;
        this.to = to;
        this.callId = SipNode.newCallId();
    }

    String callId() {
        return callId;
    }

    /** The user of our contact: a registered trunk finds us by the name that we have registered. */
    String ownUser() {
        return trunk.username() == null ? user(from) : trunk.username();
    }

    /**
     * @param tag of our From
     * @param redirectedTo the user that the trunk has named instead of the number; null: none
     */
    Request write(Path path, String tag, String offer, int sessionSeconds, @Nullable String redirectedTo) {
        sequence++;
        SipMessages messages = node.messages();
        return SipMessages.make(() -> {
            SipURI target = uri(redirectedTo == null ? user(to) : redirectedTo, trunk.host(), trunk.port());
            if (path.transport() != Transport.UDP) {
                target.setTransportParam(SipNode.name(path.transport()));
            }
            SipURI caller = uri(user(from), trunk.fromDomain() == null ? trunk.host() : trunk.fromDomain(), null);
            SipURI callee = uri(user(to), trunk.host(), null);
            CSeqHeader count = messages.headers().createCSeqHeader(sequence, Request.INVITE);
            MaxForwardsHeader hops = messages.headers().createMaxForwardsHeader(MOST_HOPS);
            Request invite = messages.factory()
                    .createRequest(
                            target,
                            Request.INVITE,
                            messages.headers().createCallIdHeader(callId),
                            count,
                            messages.headers()
                                    .createFromHeader(messages.addresses().createAddress(caller), tag),
                            messages.headers()
                                    .createToHeader(messages.addresses().createAddress(callee), null),
                            new ArrayList<>(List.of(messages.via(path))),
                            hops);
            if (trunk.outboundProxy() != null) {
                SipURI proxy = (SipURI) messages.addresses().createURI("sip:" + trunk.outboundProxy());
                proxy.setLrParam();
                invite.addHeader(messages.headers()
                        .createRouteHeader(messages.addresses().createAddress(proxy)));
            }
            invite.addHeader(messages.contact(ownUser(), path));
            messages.describeUs(invite);
            messages.add(invite, "Supported", "100rel");
            messages.add(invite, "Supported", "timer");
            SessionTimer.ask(messages, invite, sessionSeconds);
            messages.setSdp(invite, offer);
            return invite;
        });
    }

    private SipURI uri(String user, String host, @Nullable Integer port) throws java.text.ParseException {
        SipURI uri = node.messages().addresses().createSipURI(user, host);
        if (port != null) {
            uri.setPort(port);
        }
        return uri;
    }

    private String user(PhoneNumber number) {
        return TrunkUris.user(trunk, number);
    }
}
