package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.SipTrunk;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.message.Response;

/**
 * Where a 3xx response sends a call. Only the trunk itself is gone to, under another user: whoever could send us
 * elsewhere could have us call anybody, past every rule, with our credentials.
 */
final class Redirects {
    private Redirects() {}

    /** The first contact that is at the trunk, as a URI; empty when there is none. */
    static Optional<String> withinTrunk(Response redirect, SipTrunk trunk, InetAddress peer) {
        for (Iterator<?> contacts = redirect.getHeaders(ContactHeader.NAME); contacts.hasNext(); ) {
            ContactHeader contact = (ContactHeader) contacts.next();
            if (contact.getAddress() != null
                    && contact.getAddress().getURI() instanceof SipURI uri
                    && uri.getUser() != null
                    && isTrunk(uri.getHost(), trunk, peer)) {
                return Optional.of(uri.getUser());
            }
        }
        return Optional.empty();
    }

    private static boolean isTrunk(String host, SipTrunk trunk, InetAddress peer) {
        String plain = host.toLowerCase(Locale.ROOT);
        return plain.equals(trunk.host().toLowerCase(Locale.ROOT)) || plain.equals(SipNode.literal(peer));
    }
}
