package com.osmtalk.api;

import java.util.List;
import java.util.Map;
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
        @Nullable List<Pronunciation> pronunciations,
        @KeptFields @Nullable Map<String, Object> further) {
    public SpeechVoice {
        further = FurtherFields.of(further);
    }

    /** That speaks every word as it is written. */
    public SpeechVoice(String provider, String model, String voice) {
        this(provider, model, voice, null);
    }

    /** Without fields that nothing here uses. */
    public SpeechVoice(String provider, String model, String voice, @Nullable List<Pronunciation> pronunciations) {
        this(provider, model, voice, pronunciations, null);
    }
}
