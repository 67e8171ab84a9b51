package com.osmtalk.voice.speech;

import org.jspecify.annotations.Nullable;

/**
 * What came of asking a speech service whether it is there.
 *
 * @param task what it is there for
 * @param provider such as {@code deepgram}
 * @param model that was asked for
 * @param address where it was looked for
 * @param millis how long it took to be ready to listen, or until its first sound; how long was waited, if it failed
 * @param problem what is wrong and what to do, as a sentence without any key; null: it answered
 */
public record SpeechCheck(
        Task task,
        String provider,
        String model,
        String address,
        long millis,
        @Nullable String problem) {
    /** What a service is there for. */
    public enum Task {
        RECOGNITION,
        VOICE
    }

    /** Whether it can be used. */
    public boolean isOk() {
        return problem == null;
    }
}
