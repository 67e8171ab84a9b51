package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/telephony/numbers/buy}.
 *
 * @param agentId the agent that is to answer calls to it
 */
public record NumberPurchase(
        PhoneNumber phoneNumber,
        @Nullable String label,
        @Nullable String agentId) {}
