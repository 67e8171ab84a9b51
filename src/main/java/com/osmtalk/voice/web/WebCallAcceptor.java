package com.osmtalk.voice.web;

import org.jspecify.annotations.Nullable;

/**
 * Knows which token stands for which call, and begins that call. Implemented by the server; this package knows no
 * tokens.
 */
@FunctionalInterface
public interface WebCallAcceptor {
    /**
     * Takes a visitor's token, which is good once, and begins the call it stands for on their session. May block to
     * look it up.
     *
     * @param origin of the page that opened the socket, as its {@code Origin} header has it; null: it was no page
     * @throws WebVoiceException when there is no call for this token, or not from this page
     */
    void accept(String token, @Nullable String origin, WebSession session) throws WebVoiceException;
}
