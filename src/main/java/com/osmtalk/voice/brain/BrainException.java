package com.osmtalk.voice.brain;

/** The model gave no usable answer; the message says why, for a log, without any secret. */
public final class BrainException extends RuntimeException {
    public BrainException(String message) {
        super(message);
    }

    public BrainException(String message, Throwable cause) {
        super(message, cause);
    }
}
