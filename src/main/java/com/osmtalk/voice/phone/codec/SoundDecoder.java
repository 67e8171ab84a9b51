package com.osmtalk.voice.phone.codec;

import com.osmtalk.voice.audio.Pcm;

/** Reads one stream of sound written by a codec; it remembers what came before. For one thread at a time. */
public interface SoundDecoder {
    /** As much as one payload holds at most: 1,500 bytes of G.711 or G.722 are 187.5 ms. */
    int LONGEST_SOUND = 190 * Pcm.BYTES_PER_MILLISECOND;

    /**
     * Reads the payload of a packet.
     *
     * @param pcm is given its sound as {@link Pcm} says, from its beginning; has room for
     *     {@link #LONGEST_SOUND}
     * @return how many bytes of sound; 0: it is not written in this codec, or holds no sound
     */
    int decode(byte[] payload, int offset, int length, byte[] pcm);

    /**
     * The sound of a packet of 20 ms that was lost, out of the one after it, where the codec repeats it there.
     *
     * @return how many bytes of sound; 0: it repeats nothing
     */
    default int recover(byte[] next, int offset, int length, byte[] pcm) {
        return 0;
    }
}
