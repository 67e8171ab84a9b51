package com.osmtalk.voice.phone.codec;

/**
 * One of the two bands of G.722: predicts the next sample from what was decoded before, by a filter with two poles and
 * six zeros that both ends adapt alike. The numbers, and the widths of all products, are those of ITU-T G.722, clauses
 * 3.5 and 3.6, since both ends must round alike.
 */
final class G722Band {
    private static final int ZEROS = 6;
    private static final int POLES = 2;
    /** 2 to the power of so many thirty-seconds, times 2,048. */
    private static final int[] POWERS = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960,
        3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    private final int highestScale;
    private final int scaleShift;
    /** The width of a quantiser's step, and its logarithm. */
    private int step;

    private int scale;
    /** The last differences and how much of each is predicted, the newest first. */
    private final int[] differences = new int[ZEROS + 1];

    private final int[] zeros = new int[ZEROS + 1];
    private final int[] poles = new int[POLES + 1];
    private final int[] reconstructed = new int[POLES + 1];
    private final int[] partial = new int[POLES + 1];
    private int predictedByZeros;
    private int predicted;

    /**
     * @param step the first width of a step
     * @param highestScale the greatest logarithm of one
     * @param scaleShift from logarithms to widths
     */
    private G722Band(int step, int highestScale, int scaleShift) {
        this.step = step;
        this.highestScale = highestScale;
        this.scaleShift = scaleShift;
    }

    static G722Band lower() {
        return new G722Band(32, 18_432, 8);
    }

    static G722Band higher() {
        return new G722Band(8, 22_528, 10);
    }

    /** What the next sample is expected to be. */
    int predicted() {
        return predicted;
    }

    int step() {
        return step;
    }

    /**
     * Goes on to the next sample.
     *
     * @param difference from what was predicted, as both ends know it
     * @param weight by which the step becomes wider or narrower
     */
    void adapt(int difference, int weight) {
        scale = Math.max(0, Math.min(highestScale, (scale * 127 >> 7) + weight));
        int power = POWERS[scale >> 6 & 31];
        int shift = scaleShift - (scale >> 11);
        step = (shift < 0 ? power << -shift : power >> shift) << 2;

        differences[0] = difference;
        reconstructed[0] = saturated(predicted + difference);
        partial[0] = saturated(predictedByZeros + difference);
        adaptPoles();
        adaptZeros();
        predict();
    }

    private void adaptPoles() {
        boolean likeLast = sign(partial[0]) == sign(partial[1]);
        boolean likeBefore = sign(partial[0]) == sign(partial[2]);
        int quadruple = saturated(poles[1] << 2);
        int second = Math.min(Short.MAX_VALUE, likeLast ? -quadruple : quadruple);
        second = (second >> 7) + (likeBefore ? 128 : -128) + (poles[2] * 32_512 >> 15);
        second = Math.max(-12_288, Math.min(12_288, second));

        int first = saturated((likeLast ? 192 : -192) + (poles[1] * 32_640 >> 15));
        int limit = saturated(15_360 - second);
        poles[1] = Math.max(-limit, Math.min(limit, first));
        poles[2] = second;
    }

    private void adaptZeros() {
        int change = differences[0] == 0 ? 0 : 128;
        for (int i = 1; i <= ZEROS; i++) {
            boolean alike = sign(differences[i]) == sign(differences[0]);
            zeros[i] = saturated((alike ? change : -change) + (zeros[i] * 32_640 >> 15));
        }
    }

    private void predict() {
        int byZeros = 0;
        for (int i = ZEROS; i > 0; i--) {
            differences[i] = differences[i - 1];
            byZeros += zeros[i] * saturated(2 * differences[i]) >> 15;
        }
        int byPoles = 0;
        for (int i = POLES; i > 0; i--) {
            reconstructed[i] = reconstructed[i - 1];
            partial[i] = partial[i - 1];
            byPoles += poles[i] * saturated(2 * reconstructed[i]) >> 15;
        }
        predictedByZeros = saturated(byZeros);
        predicted = saturated(saturated(byPoles) + predictedByZeros);
    }

    private static int sign(int value) {
        return value >> 15;
    }

    static int saturated(int value) {
        return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
}
