package com.osmtalk.voice.speech;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds utterances in a stream of frames, by their energy over that of the noise around them. For one thread at a time.
 */
public final class VoiceActivity {
    private static final double QUIETEST_SPEECH = 350;
    private static final double OVER_NOISE = 3.5;
    private static final double NOISE_SHARE = 0.05;
    /** Sound this long is speech, not a click. */
    private static final int FRAMES_TO_BEGIN = 4;
    /** Silence this long ends an utterance. */
    private static final int FRAMES_TO_END = 35;

    private static final int FRAMES_BEFORE = 15;
    private static final int MOST_FRAMES = 1_500;

    private final Listener listener;
    private final Deque<byte[]> before = new ArrayDeque<>();
    private ByteArrayOutputStream utterance = new ByteArrayOutputStream();
    private double noise = 100;
    private boolean speaking;
    private int loud;
    private int quiet;
    private int frames;

    public VoiceActivity(Listener listener) {
        this.listener = listener;
    }

    /** @param frame of {@link Pcm#FRAME_BYTES} */
    public void hear(byte[] frame) {
        double energy = energy(frame);
        boolean isLoud = energy > Math.max(QUIETEST_SPEECH, noise * OVER_NOISE);
        if (!isLoud) {
            noise += (energy - noise) * NOISE_SHARE;
        }
        if (speaking) {
            goOn(frame, isLoud);
        } else {
            waitFor(frame, isLoud);
        }
    }

    private void waitFor(byte[] frame, boolean isLoud) {
        before.add(frame);
        if (before.size() > FRAMES_BEFORE) {
            before.remove();
        }
        loud = isLoud ? loud + 1 : 0;
        if (loud == FRAMES_TO_BEGIN) {
            speaking = true;
            quiet = 0;
            frames = before.size();
            utterance = new ByteArrayOutputStream();
            before.forEach(utterance::writeBytes);
            before.clear();
            listener.began();
        }
    }

    private void goOn(byte[] frame, boolean isLoud) {
        utterance.writeBytes(frame);
        frames++;
        quiet = isLoud ? 0 : quiet + 1;
        if (quiet == FRAMES_TO_END || frames == MOST_FRAMES) {
            speaking = false;
            loud = 0;
            listener.ended(utterance.toByteArray(), (long) quiet * Pcm.FRAME_MILLIS);
        }
    }

    /** The root of the mean square. */
    private static double energy(byte[] frame) {
        double sum = 0;
        int samples = frame.length / 2;
        for (int i = 0; i < samples; i++) {
            double sample = Pcm.sample(frame, i);
            sum += sample * sample;
        }
        return Math.sqrt(sum / samples);
    }

    /** Is told what is found. */
    public interface Listener {
        void began();

        /**
         * @param pcm from a little before it began
         * @param silentMillis how much silence is at its end
         */
        void ended(byte[] pcm, long silentMillis);
    }
}
