package com.osmtalk.voice.speech;

/** Speech could not be recognised or made. */
public final class SpeechException extends Exception {
    private static final long serialVersionUID = 1;

    SpeechException(String message) {
        super(message);
    }

    SpeechException(String message, Throwable cause) {
        super(message, cause);
    }
}
