package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/campaigns/dnc}.
 *
 * @param source absent: manual
 */
public record DncDraft(PhoneNumber phoneNumber, @Nullable String reason, DncEntry.@Nullable Source source) {}
