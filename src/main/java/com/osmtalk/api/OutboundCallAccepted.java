package com.osmtalk.api;

import java.time.Instant;

/** The call is stored and will be dialled, once. */
public record OutboundCallAccepted(
        String callId,
        CallStatus status,
        String agentId,
        String phoneNumberId,
        PhoneNumber destination,
        Instant createdAt) {}
