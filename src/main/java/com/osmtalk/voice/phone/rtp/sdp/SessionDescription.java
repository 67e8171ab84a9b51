package com.osmtalk.voice.phone.rtp.sdp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A session description that somebody sent. Lines that say nothing of sound are passed over, whatever they are, since
 * far ends write much that no RFC knows; what remains must make sense.
 */
public record SessionDescription(List<MediaLine> media) {
    /** More than any description of a telephone call has. */
    private static final int MOST_CHARACTERS = 64 << 10;

    private static final int MOST_MEDIA = 32;
    private static final String SOUND = "audio";
    /** With a number above 255, Java would take it for a name and look it up. */
    private static final Pattern NUMBERS =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    public SessionDescription {
        media = List.copyOf(media);
    }

    /** @throws SdpException when it is none, or describes no media */
    public static SessionDescription parse(String text) throws SdpException {
        if (text.length() > MOST_CHARACTERS) {
            throw new SdpException("the session description has " + text.length() + " characters");
        }
        String sessionAddress = null;
        List<SdpAttribute> sessionAttributes = new ArrayList<>();
        List<Draft> drafts = new ArrayList<>();
        for (String line : text.split("\r\n|\r|\n")) {
            if (line.length() < 2 || line.charAt(1) != '=') {
                continue;
            }
            String value = line.substring(2).strip();
            Draft draft = drafts.isEmpty() ? null : drafts.get(drafts.size() - 1);
            switch (line.charAt(0)) {
                case 'm' -> drafts.add(new Draft(value));
                case 'c' -> {
                    if (draft == null) {
                        sessionAddress = value;
                    } else {
                        draft.connection = value;
                    }
                }
                case 'a' -> (draft == null ? sessionAttributes : draft.attributes).add(attribute(value));
                default -> {}
            }
        }
        if (drafts.isEmpty() || drafts.size() > MOST_MEDIA) {
            throw new SdpException("the session description has " + drafts.size() + " media");
        }
        List<MediaLine> media = new ArrayList<>();
        for (Draft draft : drafts) {
            media.add(draft.line(sessionAddress, sessionAttributes));
        }
        return new SessionDescription(media);
    }

    private static SdpAttribute attribute(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new SdpAttribute(text, "")
                : new SdpAttribute(
                        text.substring(0, colon), text.substring(colon + 1).strip());
    }

    /** Of {@code IN IP4 192.0.2.1}. A name is not looked up: that would hold the call up, and nobody sends one. */
    private static InetAddress address(String connection) throws SdpException {
        String[] words = connection.split("\\s+");
        if (words.length == 3 && words[0].equals("IN")) {
            Optional<InetAddress> address = literal(words[2]);
            if (address.isPresent() && !address.get().isMulticastAddress()) {
                return address.get();
            }
        }
        throw new SdpException("the session description has no address in \"c=" + connection + "\"");
    }

    /** An IP address written out; empty when it is none. */
    public static Optional<InetAddress> literal(String text) {
        if (!NUMBERS.matcher(text).matches() && !HEX.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** A medium whose attributes still come. */
    private static final class Draft {
        private final String kind;
        private final int port;
        private final String protocol;
        private final List<String> formats;
        private final List<SdpAttribute> attributes = new ArrayList<>();
        private @Nullable String connection;

        /** @param text such as {@code audio 49170 RTP/AVP 0 8}; a number of ports after a slash is passed over */
        Draft(String text) throws SdpException {
            String[] words = text.split("\\s+");
            boolean isSound = words[0].equals(SOUND);
            if (words.length < 4 && isSound) {
                throw new SdpException("the session description has an unreadable medium: \"m=" + text + "\"");
            }
            kind = words[0];
            port = isSound ? port(words[1], text) : 0;
            protocol = words.length > 2 ? words[2] : "RTP/AVP";
            formats = words.length > 3 ? List.of(words).subList(3, words.length) : List.of("0");
        }

        private static int port(String word, String text) throws SdpException {
            int slash = word.indexOf('/');
            try {
                int port = Integer.parseInt(slash < 0 ? word : word.substring(0, slash));
                if (port >= 0 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new SdpException("the session description has an unreadable port: \"m=" + text + "\"");
        }

        MediaLine line(@Nullable String sessionAddress, List<SdpAttribute> sessionAttributes) throws SdpException {
            String said = connection == null ? sessionAddress : connection;
            Direction direction =
                    direction(attributes).or(() -> direction(sessionAttributes)).orElse(Direction.SENDRECV);
            return new MediaLine(
                    kind,
                    port,
                    protocol,
                    formats,
                    said == null || !kind.equals(SOUND) ? null : address(said),
                    direction,
                    attributes);
        }

        private static Optional<Direction> direction(List<SdpAttribute> attributes) {
            return attributes.stream()
                    .flatMap(attribute -> Direction.of(attribute.name()).stream())
                    .findFirst();
        }
    }
}
