package com.osmtalk.voice.phone.codec;

/**
 * The codecs that a call's sound can be agreed in.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3551">RFC 3551</a>
 */
public enum Codec {
    /** G.711 with µ-law: America, Japan. */
    PCMU("PCMU", 0) {
        @Override
        public SoundEncoder encoder() {
            return new G711Encoder(CompandingLaw.MU);
        }

        @Override
        public SoundDecoder decoder() {
            return new G711Decoder(CompandingLaw.MU);
        }
    },
    /** G.711 with A-law: the rest of the world. */
    PCMA("PCMA", 8) {
        @Override
        public SoundEncoder encoder() {
            return new G711Encoder(CompandingLaw.A);
        }

        @Override
        public SoundDecoder decoder() {
            return new G711Decoder(CompandingLaw.A);
        }
    };

    private final String encodingName;
    private final int payloadType;

    Codec(String encodingName, int payloadType) {
        this.encodingName = encodingName;
        this.payloadType = payloadType;
    }

    /** Its name in SDP; compared without regard to case. */
    public String encodingName() {
        return encodingName;
    }

    /** Its number in packets: the one that RFC 3551 gives it, or the one that we do. */
    public int payloadType() {
        return payloadType;
    }

    /** How many units of an RTP timestamp a second has. */
    public int clockRate() {
        return 8_000;
    }

    /** How many channels SDP names. */
    public int channels() {
        return 1;
    }

    public abstract SoundEncoder encoder();

    public abstract SoundDecoder decoder();
}
