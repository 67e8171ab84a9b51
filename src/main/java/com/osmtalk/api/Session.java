package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /api/auth/login}: a session and what it opens.
 *
 * @param token to be sent as {@code Authorization: Bearer}; absent where a browser keeps it as a cookie
 */
public record Session(@Nullable String token, Instant expiresAt, User user, List<Organization> organizations) {
    /** The same as a page reads it: the token is the browser's alone. */
    public Session withoutToken() {
        return new Session(null, expiresAt, user, organizations);
    }
}
