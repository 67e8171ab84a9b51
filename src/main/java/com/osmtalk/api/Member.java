package com.osmtalk.api;

import java.time.Instant;

/** A person in an organisation. @param id the person's */
public record Member(String id, String email, String name, Role role, Instant joinedAt) {}
