package com.osmtalk.voice.web;

/**
 * Listens in on a call's sound, to record it. Frames are as {@link com.osmtalk.voice.speech.Pcm} says; they are given the
 * moment they come or go out, from any thread, and none is given after the close.
 */
public interface Tap {
    void caller(byte[] frame);

    /** @param aheadMillis how much later than now it will be heard */
    void agent(byte[] frame, long aheadMillis);

    /** The call is over. Does not fail. */
    void close();

    /** Listens to nothing. */
    Tap NONE = new Tap() {
        @Override
        public void caller(byte[] frame) {}

        @Override
        public void agent(byte[] frame, long aheadMillis) {}

        @Override
        public void close() {}
    };
}
