package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/auth/invitations/accept}.
 *
 * @param name of the person; required unless they have an account already
 * @param password a new one; the one they have, if they have an account already
 * @param cookie as in {@link LoginRequest}
 */
public record InvitationAcceptance(
        String token,
        @Nullable String name,
        String password,
        @Nullable Boolean cookie) {
    /** Without token and password, so that they never reach a log. */
    @Override
    public String toString() {
        return "InvitationAcceptance[name=" + name + "]";
    }
}
