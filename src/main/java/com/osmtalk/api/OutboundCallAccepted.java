package com.osmtalk.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The call is stored and will be dialled, once.
 *
 * @param simulated whether nobody's phone will ring; absent: the server doesn't tell
 */
public record OutboundCallAccepted(
        String callId,
        CallStatus status,
        @Nullable Boolean simulated,
        String agentId,
        String phoneNumberId,
        PhoneNumber destination,
        Instant createdAt) {}
