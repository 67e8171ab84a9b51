package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.phone.codec.Codec;
import org.jspecify.annotations.Nullable;

/** What the types of packets mean: a codec, keys (RFC 4733), comfort noise (RFC 3389). Made once, then read only. */
final class PayloadTypes {
    /** It has this number without being agreed to, and comes without, too. */
    static final int COMFORT_NOISE = 13;

    private static final int COUNT = 128;

    private final @Nullable Codec[] codecs = new Codec[COUNT];
    private final int[] keyClockRates = new int[COUNT];

    void put(int payloadType, Codec codec) {
        codecs[payloadType] = codec;
    }

    void putKeys(int payloadType, int clockRate) {
        keyClockRates[payloadType] = clockRate;
    }

    /** Null: it is no sound. */
    @Nullable
    Codec codec(int payloadType) {
        return codecs[payloadType];
    }

    /** Whether packets of the type are keys. */
    boolean areKeys(int payloadType) {
        return keyClockRates[payloadType] > 0;
    }

    /** Whether anything of the type may come. */
    boolean has(int payloadType) {
        return codecs[payloadType] != null || areKeys(payloadType) || payloadType == COMFORT_NOISE;
    }

    /** How many units of a timestamp a second has; 0: nobody agreed to the type. */
    int clockRate(int payloadType) {
        Codec codec = codecs[payloadType];
        return codec != null ? codec.clockRate() : keyClockRates[payloadType];
    }
}
