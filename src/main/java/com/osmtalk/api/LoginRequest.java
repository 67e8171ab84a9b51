package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/auth/login}.
 *
 * @param cookie true: a browser keeps the session as a cookie, and the answer has no token; absent: false
 */
public record LoginRequest(
        String email, String password, @Nullable Boolean cookie) {
    /** For a program, which is answered a token. */
    public LoginRequest(String email, String password) {
        this(email, password, null);
    }

    /** Without the password, so that it never reaches a log. */
    @Override
    public String toString() {
        return "LoginRequest[email=" + email + "]";
    }
}
