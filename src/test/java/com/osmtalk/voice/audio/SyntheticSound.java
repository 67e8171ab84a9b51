package com.osmtalk.voice.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Sounds of a call, made by formulas and always the same: a room, and what is heard in it, one after the other. */
public final class SyntheticSound {
    private static final double ROOM = 30;

    private final Random chance = new Random(11);
    private final List<Double> samples = new ArrayList<>();

    /** Frames, with the noise of a room over all of it. */
    public byte[] pcm() {
        int frames = samples.size() * 2 / Pcm.FRAME_BYTES;
        byte[] pcm = new byte[frames * Pcm.FRAME_BYTES];
        for (int i = 0; i < pcm.length / 2; i++) {
            double sample = samples.get(i) + chance.nextGaussian() * ROOM;
            Pcm.put(pcm, 2 * i, (int) Math.max(-32_000, Math.min(32_000, sample)));
        }
        return pcm;
    }

    public SyntheticSound silence(int millis) {
        return add(millis, time -> 0);
    }

    /** Vowels of a voice whose pitch falls and rises, five syllables in two seconds, with short gaps between them. */
    public SyntheticSound voice(int millis, double pitch, double loudness) {
        double[] phase = {0};
        return add(millis, time -> {
            double syllable = time % 0.4;
            double glide = pitch * (1.12 - 0.5 * syllable + 0.05 * Math.sin(9 * time));
            phase[0] += 2 * Math.PI * glide / Pcm.SAMPLES_PER_SECOND;
            double envelope = syllable > 0.33 ? 0 : Math.min(1, 12 * syllable);
            double sound = 0;
            for (int harmonic = 1; harmonic * glide < 3_400; harmonic++) {
                double hertz = harmonic * glide;
                double formants =
                        1 / (1 + Math.pow((hertz - 600) / 200, 2)) + 0.6 / (1 + Math.pow((hertz - 1_400) / 250, 2));
                sound += formants * Math.sin(harmonic * phase[0] + harmonic);
            }
            return loudness * envelope * sound;
        });
    }

    /** A burst of noise that fades, with a little of the throat at its end. */
    public SyntheticSound cough() {
        return add(350, time -> {
            double throat = time > 0.2 && time * 180 % 1 < 0.02 ? 8_000 * Math.exp(-(time - 0.2) / 0.05) : 0;
            return 9_000 * Math.min(1, time / 0.01) * Math.exp(-time / 0.09) * chance.nextGaussian() * 0.5 + throat;
        });
    }

    /** A bang, and the wall that shakes after it. */
    public SyntheticSound door() {
        return add(
                500,
                time -> 9_000 * Math.exp(-time / 0.02) * chance.nextGaussian()
                        + 9_000 * Math.exp(-time / 0.08) * Math.sin(2 * Math.PI * 85 * time)
                        + 5_000 * Math.exp(-time / 0.05) * Math.sin(2 * Math.PI * 160 * time));
    }

    /** Notes, one after the other. */
    public SyntheticSound melody(int noteMillis, double... notes) {
        for (double hertz : notes) {
            add(noteMillis, time -> note(hertz, time, 4_000));
        }
        return this;
    }

    /** Notes at once, with a drum. */
    public SyntheticSound chord(int millis, double... notes) {
        return add(millis, time -> {
            double sound = 3_000 * Math.exp(-(time % 0.4) / 0.03) * chance.nextGaussian();
            for (double hertz : notes) {
                sound += note(hertz, time, 2_000);
            }
            return sound;
        });
    }

    private static double note(double hertz, double time, double loudness) {
        double sound = 0;
        for (int harmonic = 1; harmonic <= 6; harmonic++) {
            sound += Math.sin(2 * Math.PI * harmonic * hertz * time + harmonic) / harmonic;
        }
        return loudness * Math.min(1, time / 0.01) * Math.exp(-time / 0.6) * sound;
    }

    public SyntheticSound traffic(int millis) {
        double[] low = {0};
        return add(millis, time -> {
            low[0] += 0.1 * (chance.nextGaussian() * 8_000 - low[0]);
            return low[0];
        });
    }

    /** Tones at once. */
    public SyntheticSound tone(int millis, double loudness, double... tones) {
        return add(millis, time -> {
            double sound = 0;
            for (double hertz : tones) {
                sound += Math.sin(2 * Math.PI * hertz * time);
            }
            return loudness * sound / tones.length;
        });
    }

    private SyntheticSound add(int millis, DoubleUnaryOperator sound) {
        int count = millis * Pcm.SAMPLES_PER_SECOND / 1_000;
        for (int i = 0; i < count; i++) {
            samples.add(sound.applyAsDouble((double) i / Pcm.SAMPLES_PER_SECOND));
        }
        return this;
    }
}
