package com.osmtalk.api;

/**
 * A new invitation, with what is shown once.
 *
 * @param token what {@code POST /api/auth/invitations/accept} takes
 * @param url the page that takes it, for the person who is invited; no mail is sent
 */
public record CreatedInvitation(Invitation invitation, String token, String url) {
    /** Without the token, so that it never reaches a log. */
    @Override
    public String toString() {
        return "CreatedInvitation[invitation=" + invitation + "]";
    }
}
