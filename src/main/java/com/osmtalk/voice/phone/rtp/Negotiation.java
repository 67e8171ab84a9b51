package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.phone.codec.Codec;
import com.osmtalk.voice.phone.rtp.sdp.Direction;
import com.osmtalk.voice.phone.rtp.sdp.MediaLine;
import com.osmtalk.voice.phone.rtp.sdp.SdpException;
import com.osmtalk.voice.phone.rtp.sdp.SessionDescription;
import com.osmtalk.voice.phone.rtp.srtp.CryptoAttribute;
import com.osmtalk.voice.phone.rtp.srtp.CryptoSuite;
import com.osmtalk.voice.phone.rtp.srtp.MasterKey;
import com.osmtalk.voice.phone.rtp.srtp.SrtpKeys;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What one call's sound is agreed to be, by offers and answers (RFC 3264). Our end always wants sound both ways, in any
 * codec of the terms; the far end decides which, and whether it holds the call.
 */
final class Negotiation {
    private static final String PLAIN = "RTP/AVP";
    private static final String ENCRYPTED = "RTP/SAVP";
    private static final Set<String> PLAIN_PROTOCOLS = Set.of(PLAIN, "RTP/AVPF");
    private static final Set<String> ENCRYPTED_PROTOCOLS = Set.of(ENCRYPTED, "RTP/SAVPF");
    private static final int KEYS_TYPE = 101;
    private static final int KEYS_TYPE_OF_OPUS = 102;

    private final MediaTerms terms;
    private final int port;
    /** One for each suite, for the whole call: the far end knows by it what belongs together. */
    private final Map<CryptoSuite, MasterKey> ownKeys = new EnumMap<>(CryptoSuite.class);

    private final long id = ThreadLocalRandom.current().nextLong(1L << 62);
    private long version = id;
    private String lastMedia = "";

    /** @param port where we receive */
    Negotiation(MediaTerms terms, int port) {
        this.terms = terms;
        this.port = port;
        for (CryptoSuite suite : CryptoSuite.values()) {
            ownKeys.put(suite, MasterKey.random());
        }
    }

    /** Our offer: all codecs of the terms. Encryption that is optional is offered as RFC 8643 says. */
    String offer() {
        LocalSound sound = new LocalSound();
        terms.codecs().forEach(codec -> sound.codec(codec, codec.payloadType()));
        keyTypes().forEach(sound::keys);
        if (terms.srtp() != SrtpMode.OFF) {
            ownCryptos().forEach(sound::crypto);
        }
        String protocol = terms.srtp() == SrtpMode.REQUIRED ? ENCRYPTED : PLAIN;
        return description(sound.text(port, protocol, Direction.SENDRECV));
    }

    /** What the answer to our offer makes of it. */
    Agreement accept(String answer) throws MediaNotAcceptedException {
        MediaLine line = soundOf(read(answer)).get(0);
        if (line.port() == 0) {
            throw new MediaNotAcceptedException("The far end refused the sound that was offered.");
        }
        RemoteSound remote = RemoteSound.of(line, terms.codecs());
        PayloadTypes received = remote.types();
        terms.codecs().forEach(codec -> received.put(codec.payloadType(), codec));
        keyTypes().forEach(received::putKeys);
        return agreement(remote, received, keysOfAnswer(line, remote));
    }

    /** Answers an offer of the far end's: the first line of sound that can be accepted, an encrypted one before. */
    Answer answer(String offer) throws MediaNotAcceptedException {
        List<MediaLine> media = read(offer).media();
        List<MediaLine> lines = soundOf(new SessionDescription(media)).stream()
                .filter(line -> line.port() > 0)
                .toList();
        if (lines.isEmpty()) {
            throw new MediaNotAcceptedException("The far end offers no sound any more.");
        }
        MediaNotAcceptedException reason = null;
        Choice choice = null;
        for (MediaLine line : lines) {
            try {
                Choice next = choose(line);
                if (choice == null || choice.crypto == null && next.crypto != null) {
                    choice = next;
                }
            } catch (MediaNotAcceptedException e) {
                reason = reason == null ? e : reason;
            }
        }
        if (choice == null) {
            throw reason == null ? new MediaNotAcceptedException("The far end offers no sound.") : reason;
        }
        StringBuilder text = new StringBuilder();
        for (MediaLine line : media) {
            text.append(line == choice.line ? accepted(choice) : line.refusal());
        }
        return new Answer(description(text.toString()), choice.agreement);
    }

    private Choice choose(MediaLine line) throws MediaNotAcceptedException {
        RemoteSound remote = RemoteSound.of(line, terms.codecs());
        CryptoAttribute crypto = cryptoOfOffer(line, remote);
        SrtpKeys keys = crypto == null ? null : new SrtpKeys(crypto.suite(), ownKey(crypto.suite()), crypto.key());
        return new Choice(line, remote, crypto, agreement(remote, remote.types(), keys));
    }

    private String accepted(Choice choice) {
        Agreement agreement = choice.agreement;
        LocalSound sound = new LocalSound();
        sound.codec(agreement.codec(), agreement.payloadType());
        if (agreement.keyType() >= 0) {
            sound.keys(agreement.keyType(), agreement.keyClockRate());
        }
        CryptoAttribute crypto = choice.crypto;
        if (crypto != null) {
            sound.crypto(new CryptoAttribute(crypto.tag(), crypto.suite(), ownKey(crypto.suite())));
        }
        if (choice.remote.isMultiplexed()) {
            sound.multiplexed();
        }
        return sound.text(port, choice.line.protocol(), agreement.direction());
    }

    private Agreement agreement(RemoteSound remote, PayloadTypes received, @Nullable SrtpKeys keys)
            throws MediaNotAcceptedException {
        int type = remote.soundType();
        Codec codec = remote.codec(type);
        if (codec == null) {
            throw new IllegalStateException("a type of sound has a codec");
        }
        int keyType = remote.keyType(codec.clockRate());
        return new Agreement(
                remote.rtp(),
                remote.rtcp(),
                remote.direction().mirrored(),
                codec,
                type,
                keyType,
                keyType < 0 ? codec.clockRate() : remote.keyClockRate(keyType),
                remote.packetMillis(),
                received,
                keys);
    }

    // ---- encryption

    private @Nullable SrtpKeys keysOfAnswer(MediaLine line, RemoteSound remote) throws MediaNotAcceptedException {
        boolean encrypted = checkProtocol(line);
        if (terms.srtp() == SrtpMode.OFF) {
            return null;
        }
        for (CryptoAttribute theirs : remote.cryptos()) {
            for (CryptoAttribute ours : ownCryptos()) {
                if (ours.tag().equals(theirs.tag()) && ours.suite() == theirs.suite()) {
                    return new SrtpKeys(theirs.suite(), ours.key(), theirs.key());
                }
            }
        }
        if (encrypted || terms.srtp() == SrtpMode.REQUIRED) {
            throw notEncrypted();
        }
        return null;
    }

    private @Nullable CryptoAttribute cryptoOfOffer(MediaLine line, RemoteSound remote)
            throws MediaNotAcceptedException {
        boolean encrypted = checkProtocol(line);
        if (terms.srtp() != SrtpMode.OFF && !remote.cryptos().isEmpty()) {
            return remote.cryptos().get(0);
        }
        if (encrypted || terms.srtp() == SrtpMode.REQUIRED) {
            throw notEncrypted();
        }
        return null;
    }

    /** Gives whether the line's sound must be encrypted. */
    private boolean checkProtocol(MediaLine line) throws MediaNotAcceptedException {
        boolean encrypted = ENCRYPTED_PROTOCOLS.contains(line.protocol());
        if (encrypted && terms.srtp() == SrtpMode.OFF) {
            throw new MediaNotAcceptedException(
                    "The far end wants its sound encrypted (SRTP), which is switched off for the trunk.");
        }
        if (!encrypted && !PLAIN_PROTOCOLS.contains(line.protocol())) {
            throw new MediaNotAcceptedException(
                    "The far end wants its sound as " + line.protocol() + ", which this end can't.");
        }
        return encrypted;
    }

    private static MediaNotAcceptedException notEncrypted() {
        return new MediaNotAcceptedException(
                "The sound must be encrypted (SRTP), and the two ends have no way in common:"
                        + " this one knows AES_CM_128 with HMAC_SHA1_80 or _32, with keys in SDP.");
    }

    private List<CryptoAttribute> ownCryptos() {
        List<CryptoAttribute> cryptos = new ArrayList<>();
        for (CryptoSuite suite : CryptoSuite.values()) {
            cryptos.add(new CryptoAttribute(Integer.toString(cryptos.size() + 1), suite, ownKey(suite)));
        }
        return cryptos;
    }

    private MasterKey ownKey(CryptoSuite suite) {
        MasterKey key = ownKeys.get(suite);
        if (key == null) {
            throw new IllegalStateException("each suite has a key");
        }
        return key;
    }

    // ---- descriptions

    private static SessionDescription read(String text) throws MediaNotAcceptedException {
        try {
            return SessionDescription.parse(text);
        } catch (SdpException e) {
            throw new MediaNotAcceptedException(
                    "What the far end says of its sound can't be read: " + e.getMessage() + ".");
        }
    }

    /** At least one. */
    private static List<MediaLine> soundOf(SessionDescription description) throws MediaNotAcceptedException {
        List<MediaLine> lines = description.media().stream()
                .filter(line -> line.kind().equals("audio"))
                .toList();
        if (lines.isEmpty()) {
            throw new MediaNotAcceptedException("The far end's session description has no sound.");
        }
        return lines;
    }

    /**
     * The types of keys we offer, each with its clock. They should be counted by that of the sound they come with; but
     * many telephones, baresip among them, know no other than 8,000 even with Opus.
     */
    private Map<Integer, Integer> keyTypes() {
        boolean wide = terms.codecs().stream().anyMatch(codec -> codec.clockRate() == 48_000);
        Map<Integer, Integer> types = new TreeMap<>();
        types.put(KEYS_TYPE, 8_000);
        if (wide) {
            types.put(KEYS_TYPE_OF_OPUS, 48_000);
        }
        return types;
    }

    /** Each description that differs from the one before has a version of its own (RFC 3264, 8). */
    private String description(String media) {
        if (!media.equals(lastMedia)) {
            lastMedia = media;
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

    /**
     * An offered line that can be accepted.
     *
     * @param crypto null: it is not encrypted
     */
    private record Choice(
            MediaLine line, RemoteSound remote, @Nullable CryptoAttribute crypto, Agreement agreement) {}
}
