package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.audio.Pcm;

/** How loud frames are. */
final class Loudness {
    /** Root mean square of a frame that may be left out unheard: what voice detection takes for silence. */
    private static final double QUIET = 300;

    private Loudness() {}

    static boolean isQuiet(byte[] pcm, int offset) {
        return of(pcm, offset) < QUIET;
    }

    /** The root of the mean square of a frame. */
    private static double of(byte[] pcm, int offset) {
        long sum = 0;
        for (int at = offset; at < offset + Pcm.FRAME_BYTES; at += 2) {
            int sample = Pcm.sample(pcm, at);
            sum += (long) sample * sample;
        }
        return Math.sqrt((double) sum / (Pcm.FRAME_BYTES / 2));
    }
}
