package com.osmtalk.voice.phone.codec;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The two laws by which G.711 writes a sample in 8 bits: steps are small where sound is quiet, and large where it is
 * loud. Both are tables, made once from what ITU-T G.711 says.
 */
enum CompandingLaw {
    /** Samples of 14 bits; 8 segments on a scale shifted by 33; all bits inverted. */
    MU {
        @Override
        int expand(int code) {
            int bits = ~code & 0xff;
            int magnitude = ((bits & 0x0f) << 1 | 0x21) << (bits >> 4 & 7);
            int sample = (magnitude - 33) << 2;
            return (bits & 0x80) == 0 ? sample : -sample;
        }
    },
    /** Samples of 13 bits; 8 segments, the first two alike; every other bit inverted. */
    A {
        @Override
        int expand(int code) {
            int bits = code ^ 0x55;
            int segment = bits >> 4 & 7;
            int magnitude = (bits & 0x0f) << 1 | 1;
            if (segment > 0) {
                magnitude = (magnitude | 0x20) << segment - 1;
            }
            int sample = magnitude << 3;
            return (bits & 0x80) == 0 ? -sample : sample;
        }
    };

    /** Samples are looked up by their upper 14 bits: neither law has finer steps. */
    private static final int DROPPED_BITS = 2;

    private final short[] samples = new short[256];
    private final byte[] codes = new byte[1 << 16 - DROPPED_BITS];

    CompandingLaw() {
        for (int code = 0; code < 256; code++) {
            samples[code] = (short) expand(code);
        }
        int[] ascending = IntStream.range(0, 256)
                .boxed()
                .sorted(Comparator.comparingInt(code -> samples[code]))
                .mapToInt(Integer::intValue)
                .toArray();
        int nearest = 0;
        for (int i = 0; i < codes.length; i++) {
            int sample = (i << DROPPED_BITS) + Short.MIN_VALUE + (1 << DROPPED_BITS - 1);
            while (nearest < 255
                    && Math.abs(samples[ascending[nearest + 1]] - sample)
                            <= Math.abs(samples[ascending[nearest]] - sample)) {
                nearest++;
            }
            codes[i] = (byte) ascending[nearest];
        }
    }

    /** The sample that a code stands for. */
    abstract int expand(int code);

    short sample(byte code) {
        return samples[code & 0xff];
    }

    byte code(short sample) {
        return codes[sample - Short.MIN_VALUE >> DROPPED_BITS];
    }
}
