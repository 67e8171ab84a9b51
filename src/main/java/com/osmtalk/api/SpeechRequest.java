package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/platform/speech}.
 *
 * @param text to be said, at most 200 characters
 * @param language such as en-IN; absent: English
 * @param tts as agents have it; absent: whatever speaks on this server
 */
public record SpeechRequest(
        String text, @Nullable String language, @Nullable SpeechVoice tts) {}
