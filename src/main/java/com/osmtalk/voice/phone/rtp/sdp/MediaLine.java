package com.osmtalk.voice.phone.rtp.sdp;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a description says of one medium, from its {@code m=} line to the next, with what the description says for all.
 *
 * @param kind {@code audio}, {@code video} and others
 * @param port 0: it is refused, or offered no more; of what is no sound it is not looked at
 * @param protocol such as {@code RTP/AVP}
 * @param formats payload types, as text
 * @param address where it is received; null: nowhere is said, or it is no sound
 */
public record MediaLine(
        String kind,
        int port,
        String protocol,
        List<String> formats,
        @Nullable InetAddress address,
        Direction direction,
        List<SdpAttribute> attributes) {
    public MediaLine {
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
    }

    /** The values of all attributes of a name, in their order. */
    public Stream<String> values(String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(SdpAttribute::value);
    }

    /** What an attribute such as {@code rtpmap} or {@code fmtp} says of a format. */
    public Optional<String> of(String name, String format) {
        return values(name)
                .filter(value -> value.startsWith(format + " "))
                .map(value -> value.substring(format.length() + 1).strip())
                .findFirst();
    }

    /** The line that refuses it. */
    public String refusal() {
        return "m=" + kind + " 0 " + protocol + " " + String.join(" ", formats) + "\r\n";
    }
}
