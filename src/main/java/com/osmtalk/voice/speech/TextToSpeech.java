package com.osmtalk.voice.speech;

/** Speaks text while it is being written. */
@FunctionalInterface
public interface TextToSpeech {
    /**
     * Begins to speak. Returns immediately.
     *
     * @param terms what the agent asks for; a service that can't do all of it does what it can
     * @param listener is given the sound, from any thread, one call of it at a time
     */
    SpeakingSession speak(SpeakingTerms terms, SpeakingSession.Listener listener);
}
