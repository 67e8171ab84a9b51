package com.osmtalk.server.http;

import io.javalin.security.RouteRole;

/** Who may use a route. */
public enum Access implements RouteRole {
    /** Anybody, unauthenticated. */
    PUBLIC,
    /** {@code Authorization: Bearer} with a session token or an API key. */
    ACCOUNT,
    /** {@code x-api-key} of any scope. */
    WIDGET_READ,
    /** {@code x-api-key} with the scope chat. */
    WIDGET_CHAT,
    /** {@code x-api-key} with the scope voice. */
    WIDGET_VOICE
}
