package com.osmtalk.api;

/** The body of {@code PUT /api/auth/password}. */
public record PasswordChange(String currentPassword, String newPassword) {
    /** Without the passwords, so that they never reach a log. */
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
