package com.osmtalk.voice.speech;

import java.util.concurrent.CompletionStage;

/** Recognises speech. */
@FunctionalInterface
public interface SpeechToText {
    /**
     * The words of one utterance, empty when there are none; fails with {@link SpeechException}. Returns at once.
     *
     * @param pcm as {@link Pcm} says
     * @param language of the agent, such as {@code en-IN}
     */
    CompletionStage<String> recognise(byte[] pcm, String language);
}
