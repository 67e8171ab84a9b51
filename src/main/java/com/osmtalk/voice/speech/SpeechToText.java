package com.osmtalk.voice.speech;

/** Recognises speech while it is spoken. */
@FunctionalInterface
public interface SpeechToText {
    /**
     * Begins to listen to one call. Returns immediately; a service that must be connected to first keeps the frames
     * until it is, and tells the listener when it can't be reached.
     *
     * @param terms what the agent asks for; a service that can't do all of it does what it can
     * @param listener is told from any thread, also before this returns
     */
    ListeningSession listen(ListeningTerms terms, ListeningSession.Listener listener);
}
