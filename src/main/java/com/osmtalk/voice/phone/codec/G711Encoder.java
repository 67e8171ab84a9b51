package com.osmtalk.voice.phone.codec;

import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.Resampler;

/** Writes sound as G.711: 8,000 samples a second, a byte each. */
final class G711Encoder implements SoundEncoder {
    static final int SAMPLES_PER_SECOND = 8_000;
    private static final int SAMPLES = Pcm.FRAME_BYTES / 2;

    private final CompandingLaw law;
    private final Resampler toNarrowBand = new Resampler(Pcm.SAMPLES_PER_SECOND, SAMPLES_PER_SECOND);
    private final short[] wide = new short[SAMPLES];
    private final short[] narrow = new short[toNarrowBand.mostOf(SAMPLES)];

    G711Encoder(CompandingLaw law) {
        this.law = law;
    }

    @Override
    public int encode(byte[] pcm, int offset, byte[] packet, int at) {
        for (int i = 0; i < SAMPLES; i++) {
            wide[i] = Pcm.sample(pcm, offset + 2 * i);
        }
        int count = toNarrowBand.resample(wide, SAMPLES, narrow);
        for (int i = 0; i < count; i++) {
            packet[at + i] = law.code(narrow[i]);
        }
        return count;
    }
}
