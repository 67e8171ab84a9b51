package com.osmtalk.voice.audio;

import java.util.Arrays;

/**
 * Cuts sound that comes in pieces of any length into frames. Pieces that begin where a frame does are handed on as they
 * are; only frames that lie across two pieces are copied, into one buffer. For one thread at a time.
 */
public final class Framer {
    private final FrameSink sink;
    private final byte[] partial = new byte[Pcm.FRAME_BYTES];
    private int filled;

    /** @param sink is given each frame as soon as it is complete */
    public Framer(FrameSink sink) {
        this.sink = sink;
    }

    /** Hands on every frame that is complete by now and keeps the rest. The array is not kept. */
    public void add(byte[] pcm, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (filled == 0 && end - at >= Pcm.FRAME_BYTES) {
                sink.frame(pcm, at);
                at += Pcm.FRAME_BYTES;
            } else {
                int count = Math.min(end - at, Pcm.FRAME_BYTES - filled);
                System.arraycopy(pcm, at, partial, filled, count);
                at += count;
                filled += count;
                if (filled == Pcm.FRAME_BYTES) {
                    filled = 0;
                    sink.frame(partial, 0);
                }
            }
        }
    }

    /** The sound is at its end: hands on what was kept, filled up with silence. */
    public void flush() {
        if (filled > 0) {
            Arrays.fill(partial, filled, Pcm.FRAME_BYTES, (byte) 0);
            filled = 0;
            sink.frame(partial, 0);
        }
    }
}
