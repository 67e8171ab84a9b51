package com.osmtalk.voice.audio;

/**
 * The one format of sound within the program: 16-bit little-endian samples, 16,000 a second, one channel, in frames of
 * 20 ms. Speech recognisers are trained on 16 kHz, and 20 ms is what telephony sends in one packet, so a call's sound
 * needs converting only where it comes in and goes out.
 */
public final class Pcm {
    public static final int SAMPLES_PER_SECOND = 16_000;
    public static final int BYTES_PER_MILLISECOND = 32;
    public static final int FRAME_MILLIS = 20;
    public static final int FRAME_BYTES = FRAME_MILLIS * BYTES_PER_MILLISECOND;

    private Pcm() {}

    /** How many milliseconds so many bytes last. */
    public static long millis(int bytes) {
        return bytes / BYTES_PER_MILLISECOND;
    }

    /** The sample whose two bytes begin at {@code offset}. */
    public static short sample(byte[] pcm, int offset) {
        return (short) (pcm[offset] & 0xff | pcm[offset + 1] << 8);
    }

    /** Writes the low 16 bits of {@code sample} at {@code offset}. */
    public static void put(byte[] pcm, int offset, int sample) {
        pcm[offset] = (byte) sample;
        pcm[offset + 1] = (byte) (sample >> 8);
    }
}
