package com.osmtalk.voice.phone.codec;

import com.osmtalk.voice.audio.Pcm;
import java.util.Arrays;

/**
 * What is heard in the place of packets that are missing: the last period of the voice again and again, softer each
 * time, which is how G.711 Appendix I hides losses. After 80 ms there is silence, since a voice that goes on for longer
 * sounds like a machine, and makes a recogniser hear words that nobody said. For one stream, one thread; allocates
 * nothing.
 */
public final class Concealment {
    private static final int FRAME = Pcm.FRAME_BYTES / 2;
    /** Voices of 50 to 400 Hz. */
    private static final int LONGEST_PERIOD = Pcm.SAMPLES_PER_SECOND / 50;

    private static final int SHORTEST_PERIOD = Pcm.SAMPLES_PER_SECOND / 400;
    /** Where two periods are compared. */
    private static final int COMPARED = FRAME;

    private static final int HISTORY = LONGEST_PERIOD + COMPARED;
    private static final int FADED_AFTER = 80 * Pcm.SAMPLES_PER_SECOND / 1_000;
    /** Over so many samples (5 ms) real sound takes over. */
    private static final int OVERLAP = FRAME / 4;

    /** The last samples, before something was missing. */
    private final short[] history = new short[HISTORY];

    private boolean concealing;
    private int period;
    /** Samples concealed since the last real ones. */
    private int concealed;

    /** Takes the next frame of real sound, whose beginning may be changed. */
    public void heard(byte[] pcm, int offset) {
        if (concealing) {
            for (int i = 0; i < OVERLAP; i++) {
                int at = offset + 2 * i;
                Pcm.put(pcm, at, (Pcm.sample(pcm, at) * i + nextConcealed() * (OVERLAP - i)) / OVERLAP);
            }
            concealing = false;
        }
        System.arraycopy(history, FRAME, history, 0, HISTORY - FRAME);
        for (int i = 0; i < FRAME; i++) {
            history[HISTORY - FRAME + i] = Pcm.sample(pcm, offset + 2 * i);
        }
    }

    /** Writes what is heard in the place of a frame that is missing. */
    public void conceal(byte[] pcm, int offset) {
        if (!concealing) {
            concealing = true;
            concealed = 0;
            period = period();
        }
        for (int i = 0; i < FRAME; i++) {
            Pcm.put(pcm, offset + 2 * i, nextConcealed());
        }
    }

    /** Forgets what it heard: another stream begins. */
    public void reset() {
        Arrays.fill(history, (short) 0);
        concealing = false;
    }

    private int nextConcealed() {
        if (concealed >= FADED_AFTER) {
            return 0;
        }
        int sample = history[HISTORY - period + concealed % period];
        int faded = sample * (FADED_AFTER - concealed) / FADED_AFTER;
        concealed++;
        return faded;
    }

    /** The distance at which the last samples are most like those before them. */
    private int period() {
        int best = LONGEST_PERIOD;
        double bestLikeness = 0;
        for (int distance = SHORTEST_PERIOD; distance <= LONGEST_PERIOD; distance++) {
            double likeness = likeness(distance);
            if (likeness > bestLikeness) {
                bestLikeness = likeness;
                best = distance;
            }
        }
        return best;
    }

    /** Correlation over energy; every other sample is enough for a period. */
    private double likeness(int distance) {
        long product = 0;
        long energy = 1;
        for (int i = HISTORY - COMPARED; i < HISTORY; i += 2) {
            int before = history[i - distance];
            product += (long) history[i] * before;
            energy += (long) before * before;
        }
        return product <= 0 ? 0 : product / Math.sqrt(energy);
    }
}
