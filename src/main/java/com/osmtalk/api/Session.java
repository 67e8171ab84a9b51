package com.osmtalk.api;

import java.time.Instant;
import java.util.List;

/** The answer of {@code POST /api/auth/login}: a bearer token and what it opens. */
public record Session(String token, Instant expiresAt, User user, List<Organization> organizations) {}
