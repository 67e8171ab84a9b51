package com.osmtalk.api;

/** The body of {@code POST /api/auth/login}. */
public record LoginRequest(String email, String password) {
    /** Without the password, so that it never reaches a log. */
    @Override
    public String toString() {
        return "LoginRequest[email=" + email + "]";
    }
}
