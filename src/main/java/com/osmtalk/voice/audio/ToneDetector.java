package com.osmtalk.voice.audio;

/**
 * Hears the beep of an answering machine: one tone of 350 to 2,000 Hz, for 200 ms at least and 5 s at most. Keys, which
 * are two tones at once, and voices are none.
 *
 * <p>What frequency a frame could be a tone of is read from samples three apart, since every sine of a frequency
 * fulfils x(n-3) + x(n+3) = 2 cos(3w) x(n); a Goertzel filter at that frequency then says how much of the frame's
 * energy it is. (Of samples next to each other noise tells too much: 31 dB below the tone, it hid those under 450 Hz.)
 * For one thread at a time; allocates nothing.
 */
public final class ToneDetector {
    private static final int SAMPLES = Pcm.FRAME_BYTES / 2;
    private static final int APART = 3;
    /** In hertz, with the error that noise makes. */
    private static final double LOWEST = 340;

    private static final double HIGHEST = 2_020;
    private static final double QUIETEST = 200;
    /** Share of the energy that is the tone's. */
    private static final double PURE = 0.8;
    /** How much the frequency of one tone seems to change from frame to frame. */
    private static final double SAME = 0.03;

    private static final int FEWEST_FRAMES = 200 / Pcm.FRAME_MILLIS;
    private static final int MOST_FRAMES = 5_000 / Pcm.FRAME_MILLIS;

    private double frequency;
    private int frames;

    /** Listens to one frame of {@link Pcm#FRAME_BYTES}, which is not kept; gives true when a beep has just ended. */
    public boolean hear(byte[] pcm, int offset) {
        double heard = tone(pcm, offset);
        if (heard > 0 && (frames == 0 || Math.abs(heard / frequency - 1) < SAME)) {
            frequency = heard;
            frames++;
            return false;
        }
        boolean beep = frames >= FEWEST_FRAMES && frames <= MOST_FRAMES;
        frequency = heard;
        frames = heard > 0 ? 1 : 0;
        return beep;
    }

    /** The frequency of the one tone that a frame is; 0 when it is none. */
    private static double tone(byte[] pcm, int offset) {
        double energy = 0;
        double neighbours = 0;
        double middle = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double here = Pcm.sample(pcm, offset + 2 * i);
            energy += here * here;
            if (i >= APART && i < SAMPLES - APART) {
                neighbours +=
                        here * (Pcm.sample(pcm, offset + 2 * (i - APART)) + Pcm.sample(pcm, offset + 2 * (i + APART)));
                middle += here * here;
            }
        }
        if (energy < QUIETEST * QUIETEST * SAMPLES) {
            return 0;
        }
        double cosine = neighbours / (2 * middle);
        if (!(Math.abs(cosine) < 1)) {
            return 0;
        }
        double angle = Math.acos(cosine) / APART;
        double hertz = angle * Pcm.SAMPLES_PER_SECOND / (2 * Math.PI);
        boolean isTone = hertz >= LOWEST
                && hertz <= HIGHEST
                && goertzel(pcm, offset, Math.cos(angle)) / (energy * SAMPLES / 2) >= PURE;
        return isTone ? hertz : 0;
    }

    /** The square of the frame's share of a frequency, which is the energy times half the samples for a pure tone. */
    private static double goertzel(byte[] pcm, int offset, double cosine) {
        double first = 0;
        double second = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double next = Pcm.sample(pcm, offset + 2 * i) + 2 * cosine * first - second;
            second = first;
            first = next;
        }
        return first * first + second * second - 2 * cosine * first * second;
    }
}
