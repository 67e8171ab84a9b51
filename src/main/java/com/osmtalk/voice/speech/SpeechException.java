package com.osmtalk.voice.speech;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Speech could not be recognised, or not be made. The message says why, for the operator; no caller hears it. */
public final class SpeechException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message without any key or other secret: it goes to the log */
    public SpeechException(String message) {
        super(message);
    }

    public SpeechException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What a future failed with. */
    static SpeechException of(@Nullable Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof SpeechException known) {
            return known;
        }
        return cause == null
                ? new SpeechException("the speech service gave nothing")
                : new SpeechException("the speech service failed: " + cause, cause);
    }
}
