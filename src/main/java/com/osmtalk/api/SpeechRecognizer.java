package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What turns a caller's sound into text.
 *
 * @param keywords names and terms that callers will say and a recogniser may not know, most important first; absent:
 *     none
 */
public record SpeechRecognizer(
        String provider, String model, @Nullable List<String> keywords) {
    /** Without keywords. */
    public SpeechRecognizer(String provider, String model) {
        this(provider, model, null);
    }
}
