package com.osmtalk.voice.speech;

import com.osmtalk.voice.audio.Pcm;

/**
 * The last frames of a call, by their numbers from 0: what is not yet recognised for good is kept until it is, to be
 * sent again when a connection is lost. It grows as it must up to a bound, from which on the oldest frames give way.
 * Not thread-safe; adding allocates nothing once it is as large as it has to be.
 */
final class FrameRing {
    private static final int FIRST_FRAMES = 64;

    private final int mostFrames;
    private byte[] frames = {};
    private int capacity;
    private long first;
    private long end;

    FrameRing(int mostFrames) {
        this.mostFrames = mostFrames;
    }

    /** The number of the oldest frame that is kept. */
    long first() {
        return first;
    }

    /** The number that the next frame will have. */
    long end() {
        return end;
    }

    void add(byte[] pcm, int offset) {
        if (end - first == capacity) {
            if (capacity < mostFrames) {
                grow();
            } else {
                first++;
            }
        }
        System.arraycopy(pcm, offset, frames, place(end), Pcm.FRAME_BYTES);
        end++;
    }

    /** Copies a frame that is kept. */
    void copy(long number, byte[] into, int offset) {
        System.arraycopy(frames, place(number), into, offset, Pcm.FRAME_BYTES);
    }

    /** Frames before this number need not be kept any more. */
    void release(long before) {
        first = Math.max(first, Math.min(before, end));
    }

    private int place(long number) {
        return (int) (number % capacity) * Pcm.FRAME_BYTES;
    }

    private void grow() {
        int larger = Math.min(mostFrames, Math.max(FIRST_FRAMES, 2 * capacity));
        byte[] grown = new byte[larger * Pcm.FRAME_BYTES];
        for (long number = first; number < end; number++) {
            System.arraycopy(frames, place(number), grown, (int) (number % larger) * Pcm.FRAME_BYTES, Pcm.FRAME_BYTES);
        }
        frames = grown;
        capacity = larger;
    }
}
