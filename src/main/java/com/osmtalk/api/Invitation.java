package com.osmtalk.api;

import java.time.Instant;

/**
 * Somebody who may join an organisation and has not yet.
 *
 * @param email the address they will sign in with
 * @param invitedBy the e-mail address of whoever invited them
 */
public record Invitation(String id, String email, Role role, String invitedBy, Instant createdAt, Instant expiresAt) {}
