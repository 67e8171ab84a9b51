package com.osmtalk.voice.speech;

import java.util.concurrent.CompletionStage;

/** Speaks. */
@FunctionalInterface
public interface TextToSpeech {
    /**
     * A sentence as sound, as {@link Pcm} says; fails with {@link SpeechException}. Returns at once.
     *
     * @param language of the agent, such as {@code en-IN}
     */
    CompletionStage<byte[]> speak(String sentence, String language);
}
