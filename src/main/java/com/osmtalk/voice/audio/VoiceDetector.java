package com.osmtalk.voice.audio;

/**
 * Tells a human voice from other sounds, to decide whether somebody speaks while the agent does. {@link VoiceActivity}
 * takes everything loud for speech, which is right for listening, since no word may be lost; but it would let every
 * cough, door and melody cut the agent off.
 *
 * <p>A voice is loud against the room and against how loud the caller was before (a television is not); it is periodic,
 * with a pitch between 70 and 400 Hz (a cough, a door, traffic and keys are not); and its pitch glides, a little from
 * frame to frame, as no instrument's does within a note. Pitch is where the signal resembles itself most after a delay
 * (normalised autocorrelation), at 4,000 samples a second, which is enough for it and costs little.
 *
 * <p>For one thread at a time; allocates nothing.
 */
public final class VoiceDetector {
    private static final int DECIMATION = 4;
    private static final int FRAME_SAMPLES = Pcm.FRAME_BYTES / 2 / DECIMATION;
    /** 400 Hz. */
    private static final int SHORTEST_LAG = 10;
    /** 70 Hz. */
    private static final int LONGEST_LAG = 57;

    private static final int HISTORY = 2 * FRAME_SAMPLES;
    private static final int COMPARED = HISTORY - LONGEST_LAG - 1;

    private static final double QUIETEST = 300;
    private static final double OVER_NOISE = 3;
    /** 14 dB below the caller's own voice it is somebody else's. */
    private static final double BELOW_CALLER = 0.2;
    /** How the level of the caller's voice is forgotten: by half in two minutes. */
    private static final double FORGETTING = 0.99988;

    private static final double PERIODIC = 0.6;
    /** A glide from one frame to the next: less is a note that is held, more another note, or an error. */
    private static final double LEAST_GLIDE = 0.004;

    private static final double MOST_GLIDE = 0.05;

    private static final int WINDOW = 10;
    private static final int VOICED_TO_BEGIN = 6;
    private static final int GLIDES_TO_BEGIN = 3;
    private static final int FRAMES_TO_END = 6;
    /** So many of the last 16 frames have glided while a voice goes on. */
    private static final int GLIDES_TO_GO_ON = 2;
    /** A gap this short (400 ms) is within what somebody says: its time goes on where it was. */
    private static final int FRAMES_OF_ONE_SPEECH = 20;

    private final float[] samples = new float[HISTORY];
    private double noise = 100;
    private double caller;
    private double lastPitch;
    /** The last frames, one bit each, the latest lowest. */
    private int voiced;

    private int glided;
    private boolean speaking;
    private int framesOfVoice;
    private int framesSince;

    /** What a frame changed. */
    public enum Change {
        NONE,
        /** It is a voice, and has been for {@link #voiceMillis}. */
        STARTED,
        STOPPED
    }

    /** Listens to one frame of {@link Pcm#FRAME_BYTES}, which is not kept. */
    public Change hear(byte[] pcm, int offset) {
        double level = take(pcm, offset);
        boolean isLoud = level > Math.max(QUIETEST, noise * OVER_NOISE) && level > caller * BELOW_CALLER;
        noise += (level - noise) * (level < noise ? 0.1 : 0.002);
        caller *= FORGETTING;
        glided <<= 1;
        boolean isVoiced = isLoud && isPeriodic();
        voiced = voiced << 1 | (isVoiced ? 1 : 0);
        if (!isLoud) {
            lastPitch = 0;
        }
        if (speaking) {
            return whileSpeaking(isVoiced, level);
        }
        framesSince++;
        int window = (1 << WINDOW) - 1;
        if (Integer.bitCount(voiced & window) >= VOICED_TO_BEGIN
                && Integer.bitCount(glided & window) >= GLIDES_TO_BEGIN
                && isVoiced) {
            speaking = true;
            int sinceFirst = Integer.SIZE - Integer.numberOfLeadingZeros(voiced & window);
            framesOfVoice = (framesSince - sinceFirst <= FRAMES_OF_ONE_SPEECH ? framesOfVoice : 0) + sinceFirst;
            framesSince = 0;
            caller = Math.max(caller, level);
            return Change.STARTED;
        }
        return Change.NONE;
    }

    private Change whileSpeaking(boolean isVoiced, double level) {
        if (isVoiced && Integer.bitCount(glided & 0xffff) >= GLIDES_TO_GO_ON) {
            framesOfVoice += 1 + framesSince;
            framesSince = 0;
            caller = Math.max(caller, level);
            return Change.NONE;
        }
        framesSince++;
        if (framesSince == FRAMES_TO_END) {
            speaking = false;
            return Change.STOPPED;
        }
        return Change.NONE;
    }

    /** Whether a voice is heard. */
    public boolean isSpeaking() {
        return speaking;
    }

    /** For how long a voice has been heard, short gaps left out; of the last one, when none is heard now. */
    public long voiceMillis() {
        return (long) framesOfVoice * Pcm.FRAME_MILLIS;
    }

    /** Adds a frame to the history; gives its root mean square. */
    private double take(byte[] pcm, int offset) {
        System.arraycopy(samples, FRAME_SAMPLES, samples, 0, HISTORY - FRAME_SAMPLES);
        double power = 0;
        int at = offset;
        for (int i = HISTORY - FRAME_SAMPLES; i < HISTORY; i++) {
            float sum = 0;
            for (int j = 0; j < DECIMATION; j++) {
                float sample = Pcm.sample(pcm, at);
                power += sample * sample;
                sum += sample;
                at += 2;
            }
            samples[i] = sum / DECIMATION;
        }
        return Math.sqrt(power / (FRAME_SAMPLES * DECIMATION));
    }

    /** Whether the last two frames are periodic; finds whether their pitch has glided since the frame before. */
    private boolean isPeriodic() {
        int best = 0;
        double highest = 0;
        double before = 0;
        double last = 0;
        double bestBefore = 0;
        double bestAfter = 0;
        double energy = energy(HISTORY - COMPARED);
        for (int lag = SHORTEST_LAG - 1; lag <= LONGEST_LAG + 1; lag++) {
            double here = resemblance(lag, energy);
            // the peak must be one: at the shortest lags every slow signal resembles itself
            if (last > highest * 1.02 && last >= before && last >= here && lag > SHORTEST_LAG) {
                highest = last;
                best = lag - 1;
                bestBefore = before;
                bestAfter = here;
            }
            before = last;
            last = here;
        }
        boolean periodic = highest > PERIODIC;
        double bend = bestBefore - 2 * highest + bestAfter;
        double lag = best + (bend < 0 ? 0.5 * (bestBefore - bestAfter) / bend : 0);
        double glide = lastPitch > 0 && periodic ? Math.abs(lag / lastPitch - 1) : 0;
        if (glide > LEAST_GLIDE && glide < MOST_GLIDE) {
            glided |= 1;
        }
        lastPitch = periodic ? lag : 0;
        return periodic;
    }

    /** @param energy of the samples that are compared */
    private double resemblance(int lag, double energy) {
        double product = 0;
        double then = 0;
        for (int i = HISTORY - COMPARED; i < HISTORY; i++) {
            double earlier = samples[i - lag];
            product += samples[i] * earlier;
            then += earlier * earlier;
        }
        return energy == 0 || then == 0 ? 0 : product / Math.sqrt(energy * then);
    }

    private double energy(int from) {
        double sum = 0;
        for (int i = from; i < HISTORY; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum;
    }
}
