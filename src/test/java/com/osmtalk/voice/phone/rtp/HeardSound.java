package com.osmtalk.voice.phone.rtp;

import com.osmtalk.Waiting;
import com.osmtalk.voice.audio.Pcm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps what comes in: of each frame the sample in its middle. */
final class HeardSound implements MediaSession.Listener {
    /** The root mean square of one. */
    private static final double HUM = 4_000;

    static final Duration LIMIT = Duration.ofMinutes(2);

    private final List<Integer> frames = new ArrayList<>();
    /** Frames in a row that were as loud as a hum. */
    private int loud;

    private boolean hummed;
    private final StringBuilder keys = new StringBuilder();
    private int silences;

    @Override
    public synchronized void frame(byte[] pcm, int offset) {
        frames.add((int) Pcm.sample(pcm, offset + Pcm.FRAME_BYTES / 2));
        double sum = 0;
        for (int at = offset; at < offset + Pcm.FRAME_BYTES; at += 2) {
            sum += Math.pow(Pcm.sample(pcm, at), 2);
        }
        loud = sum / (Pcm.FRAME_BYTES / 2.0) > HUM * HUM ? loud + 1 : 0;
        hummed |= loud >= 5;
    }

    /** Whether 100 ms in a row were loud. */
    synchronized boolean hasHeardHum() {
        return hummed;
    }

    /** Forgets the sound heard. */
    synchronized void forget() {
        frames.clear();
        hummed = false;
        loud = 0;
    }

    @Override
    public synchronized void key(char key) {
        keys.append(key);
    }

    @Override
    public synchronized void silent() {
        silences++;
    }

    synchronized List<Integer> frames() {
        return List.copyOf(frames);
    }

    synchronized String keys() {
        return keys.toString();
    }

    synchronized int silences() {
        return silences;
    }

    /** Waits until a frame has about this value. */
    void untilHeard(int value) {
        Waiting.untilTrue(LIMIT, () -> frames().stream().anyMatch(frame -> isAbout(frame, value)));
    }

    static boolean isAbout(int sample, int value) {
        return Math.abs(sample - value) <= Math.abs(value) / 20 + 16;
    }
}
