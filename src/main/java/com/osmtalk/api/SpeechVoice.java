package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent sounds like.
 *
 * @param pronunciations words that are to be spoken otherwise than they are written; absent: none
 */
public record SpeechVoice(
        String provider,
        String model,
        String voice,
        @Nullable List<Pronunciation> pronunciations) {
    /** That speaks every word as it is written. */
    public SpeechVoice(String provider, String model, String voice) {
        this(provider, model, voice, null);
    }
}
