package com.osmtalk.voice.speech;

import java.util.concurrent.CompletionStage;

/** A service that recognises one whole utterance at a time. */
@FunctionalInterface
public interface UtteranceRecogniser {
    /**
     * The words of an utterance, empty when there are none; fails with {@link SpeechException}. Returns immediately.
     *
     * @param pcm as {@link com.osmtalk.voice.audio.Pcm} says; lent until this returns, so what is needed later is
     *     copied
     * @param length how many bytes of {@code pcm} are the utterance
     * @param terms what the agent asks for
     */
    CompletionStage<String> recognise(byte[] pcm, int length, ListeningTerms terms);
}
