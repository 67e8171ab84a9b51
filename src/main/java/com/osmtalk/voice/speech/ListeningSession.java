package com.osmtalk.voice.speech;

import com.osmtalk.voice.audio.FrameSink;

/**
 * One call being listened to, from its first frame to its end. It takes all of the caller's sound, silence too, frame
 * by frame as {@link com.osmtalk.voice.audio.Pcm} says; to take one neither waits nor allocates. One thread at a time
 * feeds it.
 */
public interface ListeningSession extends FrameSink, AutoCloseable {
    /** Ends it, from any thread. Frames that come later are ignored, and what is still told is not listened to. */
    @Override
    void close();

    /**
     * Is told what is heard, in turns: each begins, has words, and ends.
     *
     * <p>Turns end in the order in which they began. A turn may begin before the one before has ended, since people go
     * on speaking while a service still recognises; words always belong to the first turn that has not ended. What is
     * told of one turn is told one after the other, though not always from the same thread.
     */
    interface Listener {
        /** The caller has begun to speak; this cuts the agent off. A turn begins. */
        void speechStarted();

        /**
         * The caller, who spoke last, is silent. A turn of which this is not told counts as spoken until its end.
         *
         * @param millisAgo how long ago the last sound was, so that the time a service takes is not counted as speech
         */
        void speechStopped(long millisAgo);

        /** What the words of the turn may come to, from its beginning: it can still change. Need not be told at all. */
        void partial(String words);

        /** The next words of the turn, which do not change any more. */
        void words(String words);

        /** The turn is over and all of its words are told. If there are none, it was noise. */
        void turnEnded();

        /**
         * Something the caller said is lost; the session goes on. The turn it belongs to still ends, with the words
         * that were told of it.
         */
        void failed(SpeechException reason);
    }
}
