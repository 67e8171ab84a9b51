package com.osmtalk.voice.audio;

/**
 * Takes sound frame by frame.
 *
 * <p>Frames are lent, not given: the array belongs to whoever calls, who writes the next frame into it. A sink that
 * wants to keep a frame copies it before it returns, into a buffer that it has already. In a prototype of 500 calls on
 * two cores and Java 17, a new array for each frame made one frame in a hundred 155 ms late, through the pauses of the
 * garbage collector; so nothing between the socket and the speech service allocates.
 */
@FunctionalInterface
public interface FrameSink {
    /**
     * Takes one frame: {@link Pcm#FRAME_BYTES} bytes from an offset. Returns quickly and does not throw.
     *
     * @param pcm only to be read, and only until this returns
     */
    void frame(byte[] pcm, int offset);
}
