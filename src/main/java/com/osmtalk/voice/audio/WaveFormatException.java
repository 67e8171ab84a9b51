package com.osmtalk.voice.audio;

/** Bytes are no WAV file, or not one whose sound can be used. The message says which. */
public final class WaveFormatException extends Exception {
    private static final long serialVersionUID = 1;

    WaveFormatException(String message) {
        super(message);
    }
}
