package com.osmtalk.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What turns a caller's sound into text.
 *
 * @param keywords names and terms that callers will say and a recogniser may not know, most important first; absent:
 *     none
 */
public record SpeechRecognizer(
        String provider,
        String model,
        @Nullable List<String> keywords,
        @KeptFields @Nullable Map<String, Object> further) {
    public SpeechRecognizer {
        further = FurtherFields.of(further);
    }

    /** Without keywords. */
    public SpeechRecognizer(String provider, String model) {
        this(provider, model, null);
    }

    /** Without fields that nothing here uses. */
    public SpeechRecognizer(String provider, String model, @Nullable List<String> keywords) {
        this(provider, model, keywords, null);
    }
}
