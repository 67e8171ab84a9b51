package com.osmtalk.voice.audio;

/**
 * Frames that wait to be sent, first in, first out: a ring that grows as it must and is used again and again, so that
 * neither adding nor taking allocates once it is as large as the sentences of the call need it. Not thread-safe.
 */
public final class FrameQueue {
    private static final int FIRST_FRAMES = 50;
    /** Above this, storage is not kept for the next sentence: 30 seconds, 960 kB. */
    private static final int MOST_KEPT = 1_500;

    private final int mostFrames;
    private byte[] ring = {};
    private int capacity;
    private int first;
    private int size;

    /** @param mostFrames more than these are not taken */
    public FrameQueue(int mostFrames) {
        this.mostFrames = mostFrames;
    }

    /** Copies a frame to the end of the queue; gives false when the queue is full. */
    public boolean add(byte[] pcm, int offset) {
        if (size == mostFrames) {
            return false;
        }
        if (size == capacity) {
            grow();
        }
        System.arraycopy(pcm, offset, ring, place(first + size), Pcm.FRAME_BYTES);
        size++;
        return true;
    }

    /** Copies the first frame to the beginning of {@code frame} and removes it; gives false when there is none. */
    public boolean take(byte[] frame) {
        if (size == 0) {
            return false;
        }
        System.arraycopy(ring, place(first), frame, 0, Pcm.FRAME_BYTES);
        first = (first + 1) % capacity;
        size--;
        return true;
    }

    /** How many frames wait. */
    public int size() {
        return size;
    }

    /** Whether no frame waits. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Drops what waits. */
    public void clear() {
        first = 0;
        size = 0;
        if (capacity > MOST_KEPT) {
            ring = new byte[0];
            capacity = 0;
        }
    }

    private int place(int index) {
        return index % capacity * Pcm.FRAME_BYTES;
    }

    private void grow() {
        int larger = Math.min(mostFrames, Math.max(FIRST_FRAMES, 2 * capacity));
        byte[] grown = new byte[larger * Pcm.FRAME_BYTES];
        int untilEnd = Math.min(size, capacity - first) * Pcm.FRAME_BYTES;
        System.arraycopy(ring, first * Pcm.FRAME_BYTES, grown, 0, untilEnd);
        System.arraycopy(ring, 0, grown, untilEnd, size * Pcm.FRAME_BYTES - untilEnd);
        ring = grown;
        capacity = larger;
        first = 0;
    }
}
