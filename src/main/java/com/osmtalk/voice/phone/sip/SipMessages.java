package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.api.Version;
import gov.nist.javax.sip.Utils;
import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.Content;
import gov.nist.javax.sip.message.MessageExt;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.header.AllowHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * What our SIP messages are made of. Whatever goes wrong in putting one together is a fault of ours, not of a call: it
 * is an {@link IllegalArgumentException}.
 */
final class SipMessages {
    /** What may be asked of us in a dialog. */
    static final List<String> ALLOWED = List.of(
            Request.INVITE,
            Request.ACK,
            Request.CANCEL,
            Request.BYE,
            Request.OPTIONS,
            Request.UPDATE,
            Request.INFO,
            Request.PRACK,
            Request.NOTIFY);

    private static final String USER_AGENT = "osmTalk/" + Version.number();

    private final SipNode node;
    private final HeaderFactory headers = new HeaderFactoryImpl();
    private final AddressFactory addresses = new AddressFactoryImpl();
    private final MessageFactory factory = new MessageFactoryImpl();

    SipMessages(SipNode node) {
        this.node = node;
    }

    HeaderFactory headers() {
        return headers;
    }

    AddressFactory addresses() {
        return addresses;
    }

    MessageFactory factory() {
        return factory;
    }

    /** Something of JAIN-SIP's that can only fail when we have done something wrong. */
    @FunctionalInterface
    interface Making<T> {
        T make() throws ParseException, InvalidArgumentException;
    }

    static <T> T make(Making<T> making) {
        try {
            return making.make();
        } catch (ParseException | InvalidArgumentException e) {
            throw new IllegalArgumentException("a SIP message of ours can't be written: " + e.getMessage(), e);
        }
    }

    /** The way back to us; {@code rport} has the far end answer to where the request came from (RFC 3581). */
    ViaHeader via(Path path) {
        return make(() -> {
            // with a branch of its own (RFC 3261, 8.1.1.7): the stack adds none to an ACK
            ViaHeader via = headers.createViaHeader(
                    node.hostToward(path),
                    node.portToward(path),
                    SipNode.name(path.transport()).toUpperCase(Locale.ROOT),
                    Utils.getInstance().generateBranchId());
            via.setRPort();
            return via;
        });
    }

    /** Where the far end sends what follows. */
    ContactHeader contact(String user, Path path) {
        return make(() -> {
            SipURI uri = addresses.createSipURI(user, node.hostToward(path));
            uri.setPort(node.portToward(path));
            if (path.transport() != Transport.UDP) {
                uri.setTransportParam(SipNode.name(path.transport()));
            }
            return headers.createContactHeader(addresses.createAddress(uri));
        });
    }

    /** Adds what says which program this is, and what it can. */
    void describeUs(Message message) {
        make(() -> {
            message.setHeader(headers.createHeader("User-Agent", USER_AGENT));
            message.removeHeader(AllowHeader.NAME);
            for (String method : ALLOWED) {
                message.addHeader(headers.createAllowHeader(method));
            }
            return message;
        });
    }

    void add(Message message, String name, String value) {
        make(() -> {
            message.addHeader(headers.createHeader(name, value));
            return message;
        });
    }

    void set(Message message, String name, String value) {
        make(() -> {
            message.setHeader(headers.createHeader(name, value));
            return message;
        });
    }

    void setSdp(Message message, String sdp) {
        make(() -> {
            message.setContent(sdp, headers.createContentTypeHeader("application", "sdp"));
            return message;
        });
    }

    /** The SDP in a message; empty where it has none. */
    static Optional<String> sdp(Message message) {
        ContentTypeHeader type = (ContentTypeHeader) message.getHeader(ContentTypeHeader.NAME);
        boolean isSdp = type != null
                && "application".equalsIgnoreCase(type.getContentType())
                && "sdp".equalsIgnoreCase(type.getContentSubType());
        if (type != null && "multipart".equalsIgnoreCase(type.getContentType())) {
            return sdpPart(message);
        }
        return isSdp ? body(message).filter(body -> !body.isBlank()) : Optional.empty();
    }

    /** Trunks that come from a telephone exchange send its own message (ISUP) beside the SDP (RFC 3204). */
    private static Optional<String> sdpPart(Message message) {
        try {
            for (Iterator<Content> parts =
                            ((MessageExt) message).getMultipartMimeContent().getContents();
                    parts.hasNext(); ) {
                Content part = parts.next();
                ContentTypeHeader type = part.getContentTypeHeader();
                if (type != null && "sdp".equalsIgnoreCase(type.getContentSubType())) {
                    return Optional.of(part.getContent().toString());
                }
            }
            return Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** The body of a message as text. */
    static Optional<String> body(Message message) {
        byte[] content = message.getRawContent();
        return content == null ? Optional.empty() : Optional.of(new String(content, StandardCharsets.UTF_8));
    }

    Response response(int status, Request request) {
        return make(() -> factory.createResponse(status, request));
    }

    /** The value of a header as it was sent, without its name; empty where there is none. */
    static Optional<String> value(Message message, String name) {
        return Optional.ofNullable(message.getHeader(name)).map(SipMessages::valueOf);
    }

    /** The value of a header. */
    static String valueOf(javax.sip.header.Header header) {
        String text = Objects.toString(header).strip();
        return text.substring(text.indexOf(':') + 1).strip();
    }
}
