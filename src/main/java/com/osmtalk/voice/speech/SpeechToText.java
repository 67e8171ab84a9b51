package com.osmtalk.voice.speech;

/** Recognises speech while it is spoken. */
@FunctionalInterface
public interface SpeechToText {
    /**
     * Begins to listen to one call. Returns immediately; a service that must be connected to first keeps the frames
     * until it is, and tells the listener when it can't be reached.
     *
     * @param language of the agent, such as {@code en-IN}
     * @param listener is told from any thread, also before this returns
     */
    ListeningSession listen(String language, ListeningSession.Listener listener);
}
