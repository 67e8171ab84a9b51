package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.phone.codec.Codec;
import com.osmtalk.voice.phone.rtp.sdp.Direction;
import com.osmtalk.voice.phone.rtp.sdp.MediaLine;
import com.osmtalk.voice.phone.rtp.sdp.SdpException;
import com.osmtalk.voice.phone.rtp.sdp.SessionDescription;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one call's sound is agreed to be, by offers and answers (RFC 3264). Our end always wants sound both ways, in any
 * codec of the terms; the far end decides which, and whether it holds the call.
 */
final class Negotiation {
    private static final String PLAIN = "RTP/AVP";
    private static final String KEYS = "telephone-event";
    private static final int KEYS_TYPE = 101;
    private static final int USUAL_PACKET_MILLIS = 20;

    private final MediaTerms terms;
    private final int port;
    private final long id = ThreadLocalRandom.current().nextLong(1L << 62);
    private long version = id;
    private String lastBody = "";

    /** @param port where we receive */
    Negotiation(MediaTerms terms, int port) {
        this.terms = terms;
        this.port = port;
    }

    /** Our offer: all codecs of the terms. */
    String offer() {
        StringBuilder formats = new StringBuilder();
        StringBuilder attributes = new StringBuilder();
        for (Codec codec : terms.codecs()) {
            addCodec(codec, codec.payloadType(), formats, attributes);
        }
        addKeys(KEYS_TYPE, 8_000, formats, attributes);
        return description("m=audio " + port + " " + PLAIN + formats + "\r\n" + attributes + tail(Direction.SENDRECV));
    }

    /** What the answer to our offer makes of it. */
    Agreement accept(String answer) throws MediaNotAcceptedException {
        MediaLine line = read(answer).media().stream()
                .filter(Negotiation::isAudio)
                .findFirst()
                .orElseThrow(() -> new MediaNotAcceptedException("The far end's answer has no sound."));
        if (line.port() == 0) {
            throw new MediaNotAcceptedException("The far end refused the sound that was offered.");
        }
        checkProtocol(line);
        PayloadTypes received = payloadTypes(line);
        for (Codec codec : terms.codecs()) {
            received.put(codec.payloadType(), codec);
        }
        received.putKeys(KEYS_TYPE, 8_000);
        return agreement(line, received);
    }

    /** Answers an offer of the far end's. */
    Answer answer(String offer) throws MediaNotAcceptedException {
        List<MediaLine> media = read(offer).media();
        int chosen = IntStream.range(0, media.size())
                .filter(i -> isAudio(media.get(i)) && media.get(i).port() > 0)
                .findFirst()
                .orElseThrow(() -> new MediaNotAcceptedException("The far end offered no sound."));
        MediaLine line = media.get(chosen);
        checkProtocol(line);
        Agreement agreement = agreement(line, payloadTypes(line));
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < media.size(); i++) {
            body.append(i == chosen ? accepted(line, agreement) : media.get(i).refusal());
        }
        return new Answer(description(body.toString()), agreement);
    }

    private String accepted(MediaLine line, Agreement agreement) {
        StringBuilder formats = new StringBuilder();
        StringBuilder attributes = new StringBuilder();
        addCodec(agreement.codec(), agreement.payloadType(), formats, attributes);
        if (agreement.keyType() >= 0) {
            addKeys(agreement.keyType(), agreement.keyClockRate(), formats, attributes);
        }
        return "m=audio " + port + " " + line.protocol() + formats + "\r\n" + attributes + tail(agreement.direction());
    }

    private Agreement agreement(MediaLine line, PayloadTypes received) throws MediaNotAcceptedException {
        InetAddress address = line.address();
        if (address == null) {
            throw new MediaNotAcceptedException("The far end does not say where it receives sound.");
        }
        int payloadType = line.formats().stream()
                .mapToInt(Negotiation::payloadType)
                .filter(type -> type >= 0 && codec(line, type) != null)
                .findFirst()
                .orElseThrow(() -> new MediaNotAcceptedException("No codec in common: this end has " + names()
                        + ", the far end " + String.join(", ", line.formats()) + "."));
        Codec codec = received.codec(payloadType);
        if (codec == null) {
            codec = terms.codecs().get(0);
        }
        int keyType = keyType(line, codec.clockRate());
        return new Agreement(
                new InetSocketAddress(address, line.port()),
                rtcp(line, address),
                direction(line, address),
                codec,
                payloadType,
                keyType,
                keyType < 0 ? 8_000 : clockRate(line, keyType),
                packetMillis(line),
                received);
    }

    // ---- what the far end wrote

    private static SessionDescription read(String text) throws MediaNotAcceptedException {
        try {
            return SessionDescription.parse(text);
        } catch (SdpException e) {
            throw new MediaNotAcceptedException("What the far end sent can't be read: " + e.getMessage() + ".");
        }
    }

    private static boolean isAudio(MediaLine line) {
        return line.kind().equals("audio");
    }

    private void checkProtocol(MediaLine line) throws MediaNotAcceptedException {
        if (terms.srtp() == SrtpMode.REQUIRED) {
            throw new MediaNotAcceptedException("This version can't encrypt sound, which the trunk requires.");
        }
        if (!line.protocol().equals(PLAIN)) {
            throw new MediaNotAcceptedException(
                    "The far end wants sound as " + line.protocol() + ", which this end can't.");
        }
    }

    private PayloadTypes payloadTypes(MediaLine line) {
        PayloadTypes types = new PayloadTypes();
        for (String format : line.formats()) {
            int type = payloadType(format);
            if (type < 0) {
                continue;
            }
            Codec codec = codec(line, type);
            if (codec != null) {
                types.put(type, codec);
            } else if (isKeys(line, type)) {
                types.putKeys(type, clockRate(line, type));
            }
        }
        return types;
    }

    /** The codec of the terms that a format is; null when it is none. */
    private @Nullable Codec codec(MediaLine line, int payloadType) {
        Optional<String> mapping = line.of("rtpmap", Integer.toString(payloadType));
        for (Codec codec : terms.codecs()) {
            boolean same = mapping.isPresent()
                    ? mapping.get().toLowerCase(Locale.ROOT).startsWith(mapping(codec))
                    : codec.payloadType() == payloadType;
            if (same) {
                return codec;
            }
        }
        return null;
    }

    private static int keyType(MediaLine line, int clockRate) {
        int other = -1;
        for (String format : line.formats()) {
            int type = payloadType(format);
            if (type >= 0 && isKeys(line, type)) {
                if (clockRate(line, type) == clockRate) {
                    return type;
                }
                other = type;
            }
        }
        return other;
    }

    private static boolean isKeys(MediaLine line, int payloadType) {
        return line.of("rtpmap", Integer.toString(payloadType))
                .filter(mapping -> mapping.toLowerCase(Locale.ROOT).startsWith(KEYS + "/"))
                .isPresent();
    }

    private static int clockRate(MediaLine line, int payloadType) {
        String[] mapping =
                line.of("rtpmap", Integer.toString(payloadType)).orElse("").split("/");
        return mapping.length > 1 && mapping[1].equals("48000") ? 48_000 : 8_000;
    }

    private static int payloadType(String format) {
        return format.matches("\\d{1,3}") && Integer.parseInt(format) < 128 ? Integer.parseInt(format) : -1;
    }

    private static InetSocketAddress rtcp(MediaLine line, InetAddress address) {
        return new InetSocketAddress(address, Math.min(65_535, line.port() + 1));
    }

    /** An address of zeros is how calls were held before there were attributes for it (RFC 3264, 8.4). */
    private static Direction direction(MediaLine line, InetAddress address) {
        Direction theirs = line.direction();
        if (address.isAnyLocalAddress()) {
            theirs = theirs.sends() ? Direction.SENDONLY : Direction.INACTIVE;
        }
        return theirs.mirrored();
    }

    private static int packetMillis(MediaLine line) {
        int wanted = millis(line, "ptime").orElse(USUAL_PACKET_MILLIS);
        return Math.min(wanted, millis(line, "maxptime").orElse(wanted));
    }

    private static Optional<Integer> millis(MediaLine line, String attribute) {
        return line.values(attribute)
                .filter(value -> value.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .filter(millis -> millis > 0)
                .findFirst();
    }

    // ---- what we write

    private String names() {
        return String.join(
                ", ", terms.codecs().stream().map(Codec::encodingName).toList());
    }

    private static String mapping(Codec codec) {
        return codec.encodingName().toLowerCase(Locale.ROOT) + "/" + codec.clockRate();
    }

    private static void addCodec(Codec codec, int payloadType, StringBuilder formats, StringBuilder attributes) {
        formats.append(' ').append(payloadType);
        attributes
                .append("a=rtpmap:" + payloadType + " " + codec.encodingName() + "/" + codec.clockRate())
                .append(codec.channels() == 1 ? "" : "/" + codec.channels())
                .append("\r\n");
    }

    private static void addKeys(int payloadType, int clockRate, StringBuilder formats, StringBuilder attributes) {
        formats.append(' ').append(payloadType);
        attributes.append("a=rtpmap:" + payloadType + " " + KEYS + "/" + clockRate + "\r\n");
        attributes.append("a=fmtp:" + payloadType + " 0-15\r\n");
    }

    private static String tail(Direction direction) {
        return "a=ptime:" + USUAL_PACKET_MILLIS + "\r\na=" + direction.attribute() + "\r\n";
    }

    /** A version of its own for each description that differs from the one before (RFC 3264, 8). */
    private String description(String media) {
        if (!media.equals(lastBody)) {
            lastBody = media;
            version++;
        }
        InetAddress address = terms.announced();
        String at = (address.getAddress().length == 4 ? "IN IP4 " : "IN IP6 ") + text(address);
        return "v=0\r\no=- " + id + " " + version + " " + at + "\r\ns=-\r\nc=" + at + "\r\nt=0 0\r\n" + media;
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** Our answer as text, and what is agreed by it. */
    record Answer(String text, Agreement agreement) {}
}
