package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/organizations} and {@code PUT /api/organization}. Changing leaves alone what is absent.
 *
 * @param name required for a new one
 * @param timeZone an IANA time zone; Asia/Kolkata for a new one that names none
 */
public record OrganizationDraft(
        @Nullable String name, @Nullable String timeZone) {}
