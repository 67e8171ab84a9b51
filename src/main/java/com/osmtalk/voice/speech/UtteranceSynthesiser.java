package com.osmtalk.voice.speech;

import java.util.concurrent.CompletionStage;

/** A service that speaks one whole text at a time. */
@FunctionalInterface
public interface UtteranceSynthesiser {
    /**
     * A text as sound, as {@link com.osmtalk.voice.audio.Pcm} says; fails with {@link SpeechException}. Returns at
     * once.
     *
     * @param terms what the agent asks for
     */
    CompletionStage<byte[]> synthesise(String text, SpeakingTerms terms);
}
