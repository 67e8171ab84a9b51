package com.osmtalk.voice.phone.codec;

/** Writes one stream of sound as a codec does; it remembers what came before. For one thread at a time. */
public interface SoundEncoder {
    /**
     * Writes a frame of {@link com.osmtalk.voice.audio.Pcm} sound into a packet.
     *
     * @param at where in the packet, which has room
     * @return how many bytes it takes
     */
    int encode(byte[] pcm, int offset, byte[] packet, int at);
}
