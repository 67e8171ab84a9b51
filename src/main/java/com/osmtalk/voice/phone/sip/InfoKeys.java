package com.osmtalk.voice.phone.sip;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Request;

/**
 * Keys of the telephone in INFO requests, as gateways without RFC 4733 send them: {@code application/dtmf-relay} with
 * lines {@code Signal=5} and {@code Duration=160}, or {@code application/dtmf} with the key alone. No RFC describes
 * them; Cisco's documentation of its gateways does.
 */
final class InfoKeys {
    private static final Pattern RELAY = Pattern.compile("(?im)^\\s*Signal\\s*=\\s*([0-9*#A-D]|1[0-1])\\s*$");
    private static final Pattern PLAIN = Pattern.compile("\\s*([0-9*#A-Da-d]|1[0-1])\\s*");

    private InfoKeys() {}

    static boolean isKeys(Request request) {
        ContentTypeHeader type = (ContentTypeHeader) request.getHeader(ContentTypeHeader.NAME);
        return type != null
                && "application".equalsIgnoreCase(type.getContentType())
                && ("dtmf-relay".equalsIgnoreCase(type.getContentSubType())
                        || "dtmf".equalsIgnoreCase(type.getContentSubType()));
    }

    /** The key that is pressed; empty for what is none, such as a flash. */
    static Optional<Character> key(Request request) {
        String body = SipMessages.body(request).orElse("");
        Matcher relay = RELAY.matcher(body);
        Matcher plain = PLAIN.matcher(body);
        String key = relay.find() ? relay.group(1) : plain.matches() ? plain.group(1) : "";
        return switch (key) {
            case "" -> Optional.empty();
            case "10" -> Optional.of('*');
            case "11" -> Optional.of('#');
            default -> Optional.of(Character.toUpperCase(key.charAt(0)));
        };
    }
}
