package com.osmtalk.server.http;

import com.osmtalk.api.KeyScope;
import io.javalin.security.RouteRole;
import java.util.Optional;

/**
 * Who may use a route.
 *
 * <p>An API key stands in for a person on {@link #ACCOUNT} routes only when it is not limited: it has every scope and
 * is not bound to browser origins. A key that is published in a web page, or that may only chat, would otherwise place
 * calls and read prompts by changing the path it asks for.
 */
public enum Access implements RouteRole {
    /** Anybody, unauthenticated. */
    PUBLIC,
    /** {@code Authorization: Bearer} with a session token or an unlimited API key. */
    ACCOUNT,
    /** {@code Authorization: Bearer} with a session token: what a key must not do, such as managing keys. */
    PERSON,
    /** A session token or any API key, in either header: what tells callers about themselves. */
    IDENTITY,
    /** {@code x-api-key} of any scope. */
    WIDGET_READ,
    /** {@code x-api-key} with the scope chat. */
    WIDGET_CHAT,
    /** {@code x-api-key} with the scope voice. */
    WIDGET_VOICE;

    /** Whether browsers on other sites may use it (CORS), as far as the key allows them. */
    boolean isWidget() {
        return switch (this) {
            case WIDGET_READ, WIDGET_CHAT, WIDGET_VOICE -> true;
            case PUBLIC, ACCOUNT, PERSON, IDENTITY -> false;
        };
    }

    /** The scope a key needs, where one in particular is needed. */
    Optional<KeyScope> scope() {
        return switch (this) {
            case WIDGET_CHAT -> Optional.of(KeyScope.CHAT);
            case WIDGET_VOICE -> Optional.of(KeyScope.VOICE);
            case PUBLIC, ACCOUNT, PERSON, IDENTITY, WIDGET_READ -> Optional.empty();
        };
    }
}
