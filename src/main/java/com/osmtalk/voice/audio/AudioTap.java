package com.osmtalk.voice.audio;

/**
 * Listens in on a call's sound, to record it. Frames are as {@link Pcm} says, and lent as
 * {@link FrameSink} says: what is to be kept is copied before the method returns. They are
 * given the moment they come or go out, from any thread.
 */
public interface AudioTap {
    /** A frame of the caller's. */
    void caller(byte[] pcm, int offset);

    /**
     * A frame of the agent's.
     *
     * @param aheadMillis how much later than now it will be heard
     */
    void agent(byte[] pcm, int offset, long aheadMillis);

    /** The call is over; frames that still come are ignored. Does not fail. */
    void close();

    /** Listens to nothing. */
    AudioTap NONE = new AudioTap() {
        @Override
        public void caller(byte[] pcm, int offset) {}

        @Override
        public void agent(byte[] pcm, int offset, long aheadMillis) {}

        @Override
        public void close() {}
    };
}
