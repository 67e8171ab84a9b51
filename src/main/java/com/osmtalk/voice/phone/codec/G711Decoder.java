package com.osmtalk.voice.phone.codec;

import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.Resampler;

/** Reads sound written as G.711. */
final class G711Decoder implements SoundDecoder {
    private static final int MOST_SAMPLES = LONGEST_SOUND / 4;

    private final CompandingLaw law;
    private final Resampler toWideBand = new Resampler(G711Encoder.SAMPLES_PER_SECOND, Pcm.SAMPLES_PER_SECOND);
    private final short[] narrow = new short[MOST_SAMPLES];
    private final short[] wide = new short[toWideBand.mostOf(MOST_SAMPLES)];

    G711Decoder(CompandingLaw law) {
        this.law = law;
    }

    @Override
    public int decode(byte[] payload, int offset, int length, byte[] pcm) {
        int count = Math.min(length, MOST_SAMPLES);
        for (int i = 0; i < count; i++) {
            narrow[i] = law.sample(payload[offset + i]);
        }
        int samples = toWideBand.resample(narrow, count, wide);
        for (int i = 0; i < samples; i++) {
            Pcm.put(pcm, 2 * i, wide[i]);
        }
        return 2 * samples;
    }
}
