package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.audio.Pcm;

/** The two tones of a key (ITU-T Q.23), for far ends that understand no packets of RFC 4733. Not thread-safe. */
final class KeyTones {
    private static final String KEYS = "123A456B789C*0#D";
    private static final int[] LOW = {697, 770, 852, 941};
    private static final int[] HIGH = {1_209, 1_336, 1_477, 1_633};
    /** Each of the two, some 10 dB below the loudest. */
    private static final double AMPLITUDE = 5_000;

    private long sample;

    /** Writes the next frame of a key's tones. */
    void write(char key, byte[] pcm) {
        int place = KEYS.indexOf(key);
        double low = 2 * Math.PI * LOW[place / 4] / Pcm.SAMPLES_PER_SECOND;
        double high = 2 * Math.PI * HIGH[place % 4] / Pcm.SAMPLES_PER_SECOND;
        for (int at = 0; at < Pcm.FRAME_BYTES; at += 2) {
            Pcm.put(pcm, at, (int) (AMPLITUDE * (Math.sin(low * sample) + Math.sin(high * sample))));
            sample++;
        }
    }
}
