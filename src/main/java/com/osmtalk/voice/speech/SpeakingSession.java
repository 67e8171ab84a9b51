package com.osmtalk.voice.speech;

import com.osmtalk.voice.audio.FrameSink;

/**
 * Something being said: it takes text as it is written and yields sound as it is made, mostly faster than it is heard.
 * Pacing is for whoever listens. None of its methods waits.
 */
public interface SpeakingSession {
    /** More text to say: a word, a sentence, or a piece that ends anywhere between two words. */
    void write(String text);

    /** No more text follows; what was written is spoken to its end. */
    void end();

    /** Stops. Does nothing when all has been spoken; frames that still come are not listened to. */
    void cancel();

    /** Is given the sound; {@code done} or {@code failed} is the last that is told. */
    interface Listener extends FrameSink {
        /** All that was written has been given as sound. Without a frame before it, nothing could be heard of it. */
        void done();

        /** The rest can't be spoken. */
        void failed(SpeechException reason);
    }
}
