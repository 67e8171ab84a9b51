package com.osmtalk.voice.phone.codec;

import com.osmtalk.voice.audio.Pcm;

/** Reads sound written as G.722 at 64 kbit/s. */
final class G722Decoder implements SoundDecoder {
    private static final int LOUDEST = 1 << 14;

    private final G722Band lower = G722Band.lower();
    private final G722Band higher = G722Band.higher();
    private final int[] bands = new int[2 * G722Tables.FILTER.length];

    @Override
    public int decode(byte[] payload, int offset, int length, byte[] pcm) {
        int count = Math.min(length, LONGEST_SOUND / 4);
        for (int i = 0; i < count; i++) {
            int code = payload[offset + i] & 0xff;
            join(decodeLower(code & 0x3f), decodeHigher(code >> 6), pcm, 4 * i);
        }
        return 4 * count;
    }

    private int decodeLower(int code) {
        int sample = clipped(lower.predicted() + (lower.step() * G722Tables.VALUES_OF_6_BITS[code] >> 15));
        int upper = code >> 2;
        lower.adapt(lower.step() * G722Tables.VALUES_OF_4_BITS[upper] >> 15, G722Tables.WEIGHTS_OF_4_BITS[upper]);
        return sample;
    }

    private int decodeHigher(int code) {
        int difference = higher.step() * G722Tables.VALUES_OF_2_BITS[code] >> 15;
        int sample = clipped(higher.predicted() + difference);
        higher.adapt(difference, G722Tables.WEIGHTS_OF_2_BITS[code]);
        return sample;
    }

    /** Two samples come of one of each band. */
    private void join(int low, int high, byte[] pcm, int at) {
        System.arraycopy(bands, 2, bands, 0, bands.length - 2);
        bands[bands.length - 2] = low + high;
        bands[bands.length - 1] = low - high;
        int second = 0;
        int first = 0;
        for (int i = 0; i < G722Tables.FILTER.length; i++) {
            second += bands[2 * i] * G722Tables.FILTER[i];
            first += bands[2 * i + 1] * G722Tables.FILTER[G722Tables.FILTER.length - 1 - i];
        }
        Pcm.put(pcm, at, G722Band.saturated(first >> 11));
        Pcm.put(pcm, at + 2, G722Band.saturated(second >> 11));
    }

    private static int clipped(int sample) {
        return Math.max(-LOUDEST, Math.min(LOUDEST - 1, sample));
    }
}
