package com.osmtalk.voice.web;

/** Something a visitor asked for that can't be done, in the words of an {@code error} event. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    public Refusal(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
