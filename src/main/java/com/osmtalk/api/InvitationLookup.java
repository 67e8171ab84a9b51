package com.osmtalk.api;

/** The body of {@code POST /api/auth/invitations/show}. */
public record InvitationLookup(String token) {
    /** Without the token, so that it never reaches a log. */
    @Override
    public String toString() {
        return "InvitationLookup[]";
    }
}
