package com.osmtalk.voice.audio;

/**
 * Changes the number of samples a second, by a low-pass filter of windowed sinc (a polyphase filter): what lies above
 * the lower rate's band is 70 dB down, so that neither mirror images nor aliases are heard, by people or by
 * recognisers. It delays sound by 3 ms at most. One object for one stream of sound, since a filter remembers what came
 * before; allocates nothing.
 */
public final class Resampler {
    /** At the lower of the two rates; 48 let 3.4 kHz pass and stop what is above 4.1 kHz, where 8 kHz is the lower. */
    private static final int TAPS = 48;
    /** Of the lower rate's half: the middle of the slope. */
    private static final double CUT_OFF = 0.95;
    /** Shape of the Kaiser window: 70 dB. */
    private static final double BETA = 7;
    /** Coefficients are integers of so many bits after the point: sums of products then fit an int. */
    private static final int SCALE_BITS = 14;

    private final int up;
    private final int down;
    private final int taps;
    /** For each place of an output sample between two input samples, the taps to be multiplied with the input. */
    private final int[][] phases;
    /** The last samples of what came before, then those that come. */
    private int[] samples;

    /** Of the next output sample: index of the newest input sample it needs, relative to the next input. */
    private int position;

    private int phase;

    /** Both rates in samples a second. */
    public Resampler(int from, int to) {
        int common = gcd(from, to);
        up = to / common;
        down = from / common;
        int lower = Math.min(from, to);
        taps = (int) ((long) TAPS * from / lower);
        phases = phases(CUT_OFF * lower / from);
        samples = new int[taps - 1 + from / 50];
    }

    /** How many samples can come of so many at most. */
    public int mostOf(int count) {
        return (int) ((long) count * up / down) + 1;
    }

    /**
     * Takes the next samples and gives what comes of them; over time, exactly {@code to / from} as many.
     *
     * @param out with room for {@link #mostOf}
     * @return how many there are in {@code out}
     */
    public int resample(short[] in, int count, short[] out) {
        int before = taps - 1;
        if (samples.length < before + count) {
            int[] larger = new int[before + count];
            System.arraycopy(samples, 0, larger, 0, before);
            samples = larger;
        }
        for (int i = 0; i < count; i++) {
            samples[before + i] = in[i];
        }
        int written = 0;
        while (position < count) {
            out[written++] = sample(phases[phase], position);
            phase += down;
            position += phase / up;
            phase %= up;
        }
        position -= count;
        System.arraycopy(samples, count, samples, 0, before);
        return written;
    }

    private short sample(int[] filter, int from) {
        int sum = 1 << SCALE_BITS - 1;
        for (int i = 0; i < filter.length; i++) {
            sum += filter[i] * samples[from + i];
        }
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sum >> SCALE_BITS));
    }

    /** @param bandwidth what is let pass, of half the input's rate */
    private int[][] phases(double bandwidth) {
        int[][] filters = new int[up][taps];
        double middle = taps / 2.0 - 0.5;
        for (int at = 0; at < up; at++) {
            double[] filter = new double[taps];
            double sum = 0;
            for (int i = 0; i < taps; i++) {
                double distance = i - middle - (double) at / up;
                filter[i] = sinc(bandwidth * distance) * kaiser(distance / (taps / 2.0));
                sum += filter[i];
            }
            for (int i = 0; i < taps; i++) {
                filters[at][i] = (int) Math.round(filter[i] / sum * (1 << SCALE_BITS));
            }
        }
        return filters;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double place) {
        return Math.abs(place) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - place * place)) / bessel(BETA);
    }

    /** The modified Bessel function of the first kind, of order zero. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int i = 1; term > sum * 1e-12; i++) {
            term *= x / 2 / i * (x / 2 / i);
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
