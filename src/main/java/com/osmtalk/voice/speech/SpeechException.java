package com.osmtalk.voice.speech;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Speech could not be recognised, or not be made. The message says why, for the operator; no caller hears it. */
public final class SpeechException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean lasting;

    /** @param message without any key or other secret: it goes to the log */
    public SpeechException(String message) {
        this(message, false);
    }

    private SpeechException(String message, boolean lasting) {
        super(message);
        this.lasting = lasting;
    }

    public SpeechException(String message, Throwable cause) {
        super(message, cause);
        this.lasting = false;
    }

    /** That a service will not be there for the rest of the call: it refuses, or has been gone for too long. */
    static SpeechException lasting(String message) {
        return new SpeechException(message, true);
    }

    /** Whether nothing better is to be expected of the service during this call. */
    public boolean isLasting() {
        return lasting;
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
