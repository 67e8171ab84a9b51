package com.osmtalk.api;

/** The body of {@code PUT /api/organization/members/{id}}. */
public record RoleChange(Role role) {}
