package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/settings/webhook/rotate-secret}.
 *
 * @param overlapHours how long requests are signed with the old secret too, 0 to 168; absent: 24
 */
public record WebhookSecretRotation(@Nullable Integer overlapHours) {}
