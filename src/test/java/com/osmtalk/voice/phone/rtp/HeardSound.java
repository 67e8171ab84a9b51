package com.osmtalk.voice.phone.rtp;

import com.osmtalk.Waiting;
import com.osmtalk.voice.audio.Pcm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps what comes in: of each frame the sample in its middle. */
final class HeardSound implements MediaSession.Listener {
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<Integer> frames = new ArrayList<>();
    private final StringBuilder keys = new StringBuilder();
    private int silences;

    @Override
    public synchronized void frame(byte[] pcm, int offset) {
        frames.add((int) Pcm.sample(pcm, offset + Pcm.FRAME_BYTES / 2));
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
