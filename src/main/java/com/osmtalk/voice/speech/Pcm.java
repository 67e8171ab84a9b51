package com.osmtalk.voice.speech;

/** The one form of sound: 16-bit little-endian samples, 16,000 a second, one channel. */
public final class Pcm {
    public static final int SAMPLES_PER_SECOND = 16_000;
    public static final int BYTES_PER_MILLISECOND = 32;
    public static final int FRAME_MILLIS = 20;
    public static final int FRAME_BYTES = FRAME_MILLIS * BYTES_PER_MILLISECOND;

    private Pcm() {}

    /** How long so many bytes sound. */
    public static long millis(int bytes) {
        return bytes / BYTES_PER_MILLISECOND;
    }

    static short sample(byte[] pcm, int index) {
        return (short) (pcm[2 * index] & 0xff | pcm[2 * index + 1] << 8);
    }

    static void put(byte[] pcm, int index, int sample) {
        pcm[2 * index] = (byte) sample;
        pcm[2 * index + 1] = (byte) (sample >> 8);
    }
}
