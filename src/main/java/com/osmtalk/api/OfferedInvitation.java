package com.osmtalk.api;

import java.time.Instant;

/**
 * What somebody is invited to, as they see it.
 *
 * @param organization its name
 * @param hasAccount somebody signs in with this e-mail address already: accepting takes their password
 */
public record OfferedInvitation(String organization, String email, Role role, Instant expiresAt, boolean hasAccount) {}
