package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/organization/invitations}. @param role absent: member */
public record InvitationDraft(String email, @Nullable Role role) {}
