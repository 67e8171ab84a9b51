package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.audio.Pcm;

/** How loud frames are. */
final class Loudness {
    private Loudness() {}

    /** The root of the mean square of a frame. */
    static double of(byte[] pcm, int offset) {
        long sum = 0;
        for (int at = offset; at < offset + Pcm.FRAME_BYTES; at += 2) {
            int sample = Pcm.sample(pcm, at);
            sum += (long) sample * sample;
        }
        return Math.sqrt((double) sum / (Pcm.FRAME_BYTES / 2));
    }
}
