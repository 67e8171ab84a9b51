package com.osmtalk.voice.web;

/**
 * Something a visitor asked for that can't be done. Code and message are those of the {@code error} event that the
 * visitor is sent; {@code docs/web-voice.md} lists the codes. It carries no stack trace: it tells of the visitor, not
 * of us.
 */
public final class WebVoiceException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    /** @param message a sentence that says what to do */
    public WebVoiceException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** Of the {@code error} event. */
    public String code() {
        return code;
    }
}
