package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.phone.codec.Codec;
import com.osmtalk.voice.phone.rtp.sdp.Direction;
import com.osmtalk.voice.phone.rtp.sdp.MediaLine;
import com.osmtalk.voice.phone.rtp.sdp.SessionDescription;
import com.osmtalk.voice.phone.rtp.srtp.CryptoAttribute;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the far end says of its sound in a line of its description, read by what this end knows. */
final class RemoteSound {
    static final int USUAL_PACKET_MILLIS = 20;
    static final String KEYS = "telephone-event";
    private static final int MOST_TYPES = 128;

    private final MediaLine line;
    private final InetAddress address;
    private final List<Codec> known;

    private RemoteSound(MediaLine line, InetAddress address, List<Codec> known) {
        this.line = line;
        this.address = address;
        this.known = known;
    }

    /** @param known the codecs that may be used */
    static RemoteSound of(MediaLine line, List<Codec> known) throws MediaNotAcceptedException {
        InetAddress address = line.address();
        if (address == null) {
            throw new MediaNotAcceptedException("The far end does not say where it receives sound.");
        }
        return new RemoteSound(line, address, known);
    }

    InetSocketAddress rtp() {
        return new InetSocketAddress(address, line.port());
    }

    /** The next port, unless another one is named (RFC 3605), or reports come on the same (RFC 5761). */
    InetSocketAddress rtcp() {
        if (isMultiplexed()) {
            return rtp();
        }
        String[] named = line.values("rtcp").findFirst().orElse("").split("\\s+");
        if (!named[0].matches("\\d{1,5}") || Integer.parseInt(named[0]) > 65_535) {
            return new InetSocketAddress(address, Math.min(line.port() + 1, 65_535));
        }
        Optional<InetAddress> other = named.length == 4 ? SessionDescription.literal(named[3]) : Optional.empty();
        return new InetSocketAddress(other.orElse(address), Integer.parseInt(named[0]));
    }

    boolean isMultiplexed() {
        return line.values("rtcp-mux").findAny().isPresent();
    }

    /** An address of zeros is how calls were held before there were attributes for it (RFC 3264, 8.4). */
    Direction direction() {
        Direction said = line.direction();
        if (!address.isAnyLocalAddress()) {
            return said;
        }
        return said.sends() ? Direction.SENDONLY : Direction.INACTIVE;
    }

    /** How much sound it wants in a packet. */
    int packetMillis() {
        int wanted = millis("ptime").orElse(USUAL_PACKET_MILLIS);
        return Math.min(wanted, millis("maxptime").orElse(wanted));
    }

    /** The keys for encryption it offers, in its order, that we can use. */
    List<CryptoAttribute> cryptos() {
        return line.values("crypto")
                .flatMap(value -> CryptoAttribute.parse(value).stream())
                .toList();
    }

    /** The type of the first codec it names that is known. */
    int soundType() throws MediaNotAcceptedException {
        for (String format : line.formats()) {
            int type = type(format);
            if (type >= 0 && codec(type) != null) {
                return type;
            }
        }
        throw new MediaNotAcceptedException("The two ends have no codec in common: this one knows "
                + String.join(", ", known.stream().map(Codec::encodingName).toList()) + ", the far end "
                + String.join(", ", line.formats().stream().map(this::name).toList()) + ".");
    }

    /** The type of keys that is counted by a clock, or else of any; -1: it understands none. */
    int keyType(int clockRate) {
        int other = -1;
        for (String format : line.formats()) {
            int type = type(format);
            if (type >= 0 && areKeys(type)) {
                if (keyClockRate(type) == clockRate) {
                    return type;
                }
                other = type;
            }
        }
        return other;
    }

    int keyClockRate(int type) {
        return mapping(type).endsWith("/48000") ? 48_000 : 8_000;
    }

    /** The codec of a type; null when it is not known. */
    @Nullable
    Codec codec(int type) {
        String mapping = mapping(type);
        for (Codec codec : known) {
            String name = codec.encodingName().toLowerCase(Locale.ROOT) + "/" + codec.clockRate();
            boolean same = mapping.isEmpty()
                    ? codec.payloadType() == type && codec.isStatic()
                    : mapping.equals(name) || mapping.startsWith(name + "/");
            if (same) {
                return codec;
            }
        }
        return null;
    }

    /** Everything it names that is known. */
    PayloadTypes types() {
        PayloadTypes types = new PayloadTypes();
        for (String format : line.formats()) {
            int type = type(format);
            Codec codec = type < 0 ? null : codec(type);
            if (codec != null) {
                types.put(type, codec);
            } else if (type >= 0 && areKeys(type)) {
                types.putKeys(type, keyClockRate(type));
            }
        }
        return types;
    }

    private boolean areKeys(int type) {
        return mapping(type).startsWith(KEYS + "/");
    }

    /** Such as {@code pcmu/8000}; empty: the type says it all. */
    private String mapping(int type) {
        return line.of("rtpmap", Integer.toString(type)).orElse("").toLowerCase(Locale.ROOT);
    }

    private String name(String format) {
        return line.of("rtpmap", format).orElse("type " + format);
    }

    private static int type(String format) {
        return format.matches("\\d{1,3}") && Integer.parseInt(format) < MOST_TYPES ? Integer.parseInt(format) : -1;
    }

    private Optional<Integer> millis(String attribute) {
        return line.values(attribute)
                .filter(value -> value.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .filter(millis -> millis > 0)
                .findFirst();
    }
}
