package com.osmtalk.voice.phone.codec;

import com.osmtalk.voice.audio.Pcm;

/** Writes sound as G.722 at 64 kbit/s: two samples in a byte, six bits for the lower band and two for the higher. */
final class G722Encoder implements SoundEncoder {
    private final G722Band lower = G722Band.lower();
    private final G722Band higher = G722Band.higher();
    /** The last samples, the newest at the end. */
    private final int[] samples = new int[2 * G722Tables.FILTER.length];

    @Override
    public int encode(byte[] pcm, int offset, byte[] packet, int at) {
        int count = Pcm.FRAME_BYTES / 4;
        for (int i = 0; i < count; i++) {
            packet[at + i] = (byte) encode(Pcm.sample(pcm, offset + 4 * i), Pcm.sample(pcm, offset + 4 * i + 2));
        }
        return count;
    }

    private int encode(int first, int second) {
        System.arraycopy(samples, 2, samples, 0, samples.length - 2);
        samples[samples.length - 2] = first;
        samples[samples.length - 1] = second;
        int odd = 0;
        int even = 0;
        for (int i = 0; i < G722Tables.FILTER.length; i++) {
            odd += samples[2 * i] * G722Tables.FILTER[i];
            even += samples[2 * i + 1] * G722Tables.FILTER[G722Tables.FILTER.length - 1 - i];
        }
        return encodeHigher(even - odd >> 14) << 6 | encodeLower(even + odd >> 14);
    }

    private int encodeLower(int sample) {
        int difference = G722Band.saturated(sample - lower.predicted());
        int magnitude = difference >= 0 ? difference : -(difference + 1);
        int step = 1;
        while (step < G722Tables.LEVELS.length && magnitude >= G722Tables.LEVELS[step] * lower.step() >> 12) {
            step++;
        }
        int code = G722Tables.lowerCode(step, difference < 0);
        int upper = code >> 2;
        lower.adapt(lower.step() * G722Tables.VALUES_OF_4_BITS[upper] >> 15, G722Tables.WEIGHTS_OF_4_BITS[upper]);
        return code;
    }

    private int encodeHigher(int sample) {
        int difference = G722Band.saturated(sample - higher.predicted());
        int magnitude = difference >= 0 ? difference : -(difference + 1);
        int step = magnitude >= G722Tables.LEVEL_OF_HIGHER_BAND * higher.step() >> 12 ? 2 : 1;
        int code = G722Tables.higherCode(step, difference < 0);
        higher.adapt(higher.step() * G722Tables.VALUES_OF_2_BITS[code] >> 15, G722Tables.WEIGHTS_OF_2_BITS[code]);
        return code;
    }
}
