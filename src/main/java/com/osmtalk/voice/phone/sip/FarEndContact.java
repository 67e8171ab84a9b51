package com.osmtalk.voice.phone.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.util.Locale;
import javax.sip.SipStack;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Puts in where the far end of a call is, where it says nothing that can be sent to: no contact, {@code *}, another
 * scheme, an impossible port. RFC 3261, 8.1.1.8 and 12.1.1 demand one SIP URI; without it the stack can neither
 * acknowledge an answer nor hang up, so that a person would be left with a telephone that is silent. It is then taken
 * to be where its message has come from, as for responses (18.2.2).
 */
final class FarEndContact implements SIPMessageValve {
    private static final int LAST_PORT = 65_535;

    private final SipMessages messages;

    FarEndContact(SipMessages messages) {
        this.messages = messages;
    }

    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        // later ones of a call need not say it again
        if (request.getMethod().equals(Request.INVITE) && request.getToTag() == null) {
            mend(request, channel);
        }
        return true;
    }

    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        int status = response.getStatusCode();
        boolean makesDialog = ((ToHeader) response.getHeader(ToHeader.NAME)).getTag() != null
                && ((CSeqHeader) response.getHeader(CSeqHeader.NAME))
                        .getMethod()
                        .equals(Request.INVITE);
        if (status > Response.TRYING && status < 300 && makesDialog) {
            mend((SIPMessage) response, channel);
        }
        return true;
    }

    private void mend(SIPMessage message, MessageChannel channel) {
        if (!isReachable((ContactHeader) message.getHeader(ContactHeader.NAME))) {
            message.removeHeader(ContactHeader.NAME);
            SipMessages.make(() -> {
                SipURI uri =
                        messages.addresses().createSipURI(null, SipNode.literal(channel.getPeerPacketSourceAddress()));
                uri.setPort(channel.getPeerPacketSourcePort());
                if (!channel.getTransport().equalsIgnoreCase("udp")) {
                    uri.setTransportParam(channel.getTransport().toLowerCase(Locale.ROOT));
                }
                message.setHeader(messages.headers()
                        .createContactHeader(messages.addresses().createAddress(uri)));
                return message;
            });
        }
    }

    private static boolean isReachable(ContactHeader contact) {
        return contact != null
                && !contact.isWildCard()
                && contact.getAddress() != null
                && contact.getAddress().getURI() instanceof SipURI uri
                && uri.getHost() != null
                && !uri.getHost().isEmpty()
                && uri.getPort() <= LAST_PORT;
    }

    @Override
    public void init(SipStack stack) {}

    @Override
    public void destroy() {}
}
