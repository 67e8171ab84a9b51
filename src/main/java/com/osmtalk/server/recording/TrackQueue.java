package com.osmtalk.server.recording;

import com.osmtalk.voice.audio.FrameQueue;
import com.osmtalk.voice.audio.Pcm;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one side that wait to be written, each with its time. Adding one copies it, which waits for no disk and
 * allocates nothing, unless more wait than ever did before. One thread writes.
 */
final class TrackQueue implements AutoCloseable {
    /** Eight seconds: disks of virtual machines stop for a few. */
    static final int MOST_FRAMES = 400;

    private final TrackFiles files;
    private final Path path;
    private final byte[] frame = new byte[Pcm.FRAME_BYTES];
    private @Nullable Track track;

    // guarded by the queue
    private final FrameQueue waiting = new FrameQueue(MOST_FRAMES);
    private final long[] times = new long[MOST_FRAMES];
    private int nextTime;
    private boolean lost;

    /** @param path of the file, which is made with the first frame */
    TrackQueue(TrackFiles files, Path path) {
        this.files = files;
        this.path = path;
    }

    /** @param atMillis since the recording began */
    void add(byte[] pcm, int offset, long atMillis) {
        synchronized (waiting) {
            if (waiting.add(pcm, offset)) {
                times[nextTime] = atMillis;
                nextTime = (nextTime + 1) % MOST_FRAMES;
            } else {
                lost = true;
            }
        }
    }

    /** Whether a frame found the queue full. */
    boolean hasLost() {
        synchronized (waiting) {
            return lost;
        }
    }

    void write() throws IOException {
        for (long at = take(); at != Long.MIN_VALUE; at = take()) {
            if (track == null) {
                files.makeFolder();
                track = new Track(path);
            }
            track.add(frame, 0, at);
        }
    }

    /** The time of the next frame, which is put into {@link #frame}; the lowest number: none waits. */
    private long take() {
        synchronized (waiting) {
            int size = waiting.size();
            return waiting.take(frame) ? times[Math.floorMod(nextTime - size, MOST_FRAMES)] : Long.MIN_VALUE;
        }
    }

    @Override
    public void close() throws IOException {
        if (track != null) {
            track.close();
        }
    }
}
