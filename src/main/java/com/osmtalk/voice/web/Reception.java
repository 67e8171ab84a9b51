package com.osmtalk.voice.web;

import org.jspecify.annotations.Nullable;

/** Lets visitors in who bring a token, and begins their calls. */
@FunctionalInterface
public interface Reception {
    /**
     * Takes the token, which is good once, and begins the call it stands for on {@code session}; may block to look it up.
     *
     * @param origin of the page that opened the socket; null: it was no page
     * @throws Refusal when there is no call for this token, or not from this page
     */
    void admit(String token, @Nullable String origin, WebSession session) throws Refusal;
}
