package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/campaigns/dnc}.
 *
 * @param reason why it must not be called, for people
 * @param source absent: manual from a person, api from an API key, imported in bulk
 */
public record DncRequest(PhoneNumber phoneNumber, @Nullable String reason, DncEntry.@Nullable Source source) {}
