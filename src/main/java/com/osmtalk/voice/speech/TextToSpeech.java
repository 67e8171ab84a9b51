package com.osmtalk.voice.speech;

/** Speaks text while it is being written. */
@FunctionalInterface
public interface TextToSpeech {
    /**
     * Begins to speak. Returns immediately.
     *
     * @param language of the agent, such as {@code en-IN}
     * @param listener is given the sound, from any thread, one call of it at a time
     */
    SpeakingSession speak(String language, SpeakingSession.Listener listener);
}
