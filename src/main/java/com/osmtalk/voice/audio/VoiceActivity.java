package com.osmtalk.voice.audio;

/**
 * Tells speech from silence, frame by frame, by the energy of a frame over that of the noise around it (the noise is a
 * running mean of all frames that are no speech). It keeps no sound; {@link UtteranceDetector} does. For one thread at
 * a time; allocates nothing.
 */
public final class VoiceActivity {
    /** Root mean square below which nothing counts as speech, however quiet the room is. */
    private static final double QUIETEST_SPEECH = 350;

    private static final double OVER_NOISE = 3.5;
    private static final double NOISE_SHARE = 0.05;
    /** Sound this long (80 ms) is speech, not a click. */
    private static final int FRAMES_TO_BEGIN = 4;
    /** Silence this long (300 ms) ends speech. Whether it was a pause for breath, the words tell. */
    private static final int FRAMES_TO_END = 15;

    private double noise = 100;
    private boolean speaking;
    private int loud;
    private int quiet;

    /** What a frame changed. */
    public enum Change {
        NONE,
        /** Speech began three frames ago, and goes on. */
        STARTED,
        /** Speech ended {@link #silentMillis} ago. */
        STOPPED
    }

    /** Listens to one frame of {@link Pcm#FRAME_BYTES}, which is not kept. */
    public Change hear(byte[] pcm, int offset) {
        double energy = energy(pcm, offset);
        boolean isLoud = energy > Math.max(QUIETEST_SPEECH, noise * OVER_NOISE);
        if (!isLoud) {
            noise += (energy - noise) * NOISE_SHARE;
        }
        if (speaking) {
            quiet = isLoud ? 0 : quiet + 1;
            if (quiet == FRAMES_TO_END) {
                stop();
                return Change.STOPPED;
            }
        } else {
            loud = isLoud ? loud + 1 : 0;
            if (loud == FRAMES_TO_BEGIN) {
                speaking = true;
                quiet = 0;
                return Change.STARTED;
            }
        }
        return Change.NONE;
    }

    /** Whether speech has begun and not ended. */
    public boolean isSpeaking() {
        return speaking;
    }

    /**
     * For how many milliseconds there had been silence up to the last frame of the speech that goes on, or went before.
     */
    public long silentMillis() {
        return (long) quiet * Pcm.FRAME_MILLIS;
    }

    /** Ends the speech that goes on: the next loud frames begin a new one. */
    void stop() {
        speaking = false;
        loud = 0;
    }

    /** The root of the mean square. */
    private static double energy(byte[] pcm, int offset) {
        double sum = 0;
        for (int at = offset; at < offset + Pcm.FRAME_BYTES; at += 2) {
            double sample = Pcm.sample(pcm, at);
            sum += sample * sample;
        }
        return Math.sqrt(sum / (Pcm.FRAME_BYTES / 2));
    }
}
