package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The call is stored and will be dialled, once.
 *
 * @param simulated whether nobody's phone will ring; absent: the server doesn't tell
 * @param agentId the agent that speaks; absent: the request named none, and the server doesn't tell which it took;
 *     {@code phoneNumberId} likewise
 * @param missingVariables those that the agent has a place for and the call has no value, so that it leaves the place
 *     out; absent when there are none
 */
public record OutboundCallAccepted(
        String callId,
        CallStatus status,
        @Nullable Boolean simulated,
        @Nullable String agentId,
        @Nullable String phoneNumberId,
        PhoneNumber destination,
        Instant createdAt,
        @Nullable List<String> missingVariables) {}
