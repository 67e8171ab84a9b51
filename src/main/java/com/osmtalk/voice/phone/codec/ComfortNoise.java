package com.osmtalk.voice.phone.codec;

import com.osmtalk.voice.audio.Pcm;

/**
 * The quiet noise that a far end describes instead of sending its silence (RFC 3389): as loud as it says, of one colour
 * whatever it says, since a recogniser needs no likeness of a room. For one thread; allocates nothing.
 */
public final class ComfortNoise {
    private static final double LOUDEST = 32_768;
    /** Noise of even distribution has this much of its amplitude as its root mean square. */
    private static final double ROOT_MEAN_SQUARE = 1 / Math.sqrt(3);
    /** In -dBov; louder "silence" is none. */
    private static final int LOUDEST_LEVEL = 40;

    private static final int SILENT_LEVEL = 127;

    private int amplitude;
    private int random = 1;

    /** Takes what the payload of a packet says; one that says nothing means silence. */
    public void describe(byte[] payload, int length) {
        int level = length == 0 ? SILENT_LEVEL : Math.max(LOUDEST_LEVEL, payload[0] & 0x7f);
        amplitude = (int) (LOUDEST * Math.pow(10, -level / 20.0) / ROOT_MEAN_SQUARE);
    }

    /** Silence from now on, until it is described again. */
    public void reset() {
        amplitude = 0;
    }

    /** Writes the next frame. */
    public void write(byte[] pcm, int offset) {
        for (int at = offset; at < offset + Pcm.FRAME_BYTES; at += 2) {
            // a linear congruential generator; its upper bits are random enough to be heard
            random = random * 1_664_525 + 1_013_904_223;
            Pcm.put(pcm, at, (int) ((long) amplitude * random >> 31));
        }
    }
}
