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
    },
    /** Twice the band of G.711 in as many bits. Its clock is that of G.711 by a mistake kept (RFC 3551, 4.5.2). */
    G722("G722", 9) {
        @Override
        public SoundEncoder encoder() {
            return new G722Encoder();
        }

        @Override
        public SoundDecoder decoder() {
            return new G722Decoder();
        }
    },
    /** Always with a clock of 48,000 and two channels, whatever is in it (RFC 7587). */
    OPUS("opus", 96) {
        @Override
        public int clockRate() {
            return 48_000;
        }

        @Override
        public int channels() {
            return 2;
        }

        @Override
        public boolean isStatic() {
            return false;
        }

        @Override
        public boolean isJoinable() {
            return false;
        }

        @Override
        public String parameters() {
            return "useinbandfec=1";
        }

        @Override
        public SoundEncoder encoder() {
            return new OpusSound.Encoder();
        }

        @Override
        public SoundDecoder decoder() {
            return new OpusSound.Decoder();
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

    /** Whether its number means it without being said (RFC 3551). */
    public boolean isStatic() {
        return true;
    }

    /** Whether frames written one behind the other are a longer packet. */
    public boolean isJoinable() {
        return true;
    }

    /** What SDP says of it in {@code a=fmtp}; empty: nothing. */
    public String parameters() {
        return "";
    }

    public abstract SoundEncoder encoder();

    public abstract SoundDecoder decoder();
}
