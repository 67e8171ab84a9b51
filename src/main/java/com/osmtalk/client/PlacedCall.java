package com.osmtalk.client;

import com.osmtalk.api.CallStatus;
import com.osmtalk.api.OutboundCallAccepted;
import com.osmtalk.api.OutboundCallRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an outbound call. The published API promises {@code callId} alone; the rest is known from the request.
 */
record PlacedCall(
        String callId,
        @Nullable CallStatus status,
        @Nullable Boolean simulated,
        @Nullable String agentId,
        @Nullable String phoneNumberId,
        @Nullable Instant createdAt,
        @Nullable List<String> missingVariables) {
    OutboundCallAccepted of(OutboundCallRequest request, Instant now) {
        return new OutboundCallAccepted(
                callId,
                Objects.requireNonNullElse(status, CallStatus.QUEUED),
                simulated,
                agentId == null ? request.agentId() : agentId,
                phoneNumberId == null ? request.phoneNumberId() : phoneNumberId,
                request.destination(),
                Objects.requireNonNullElse(createdAt, now),
                missingVariables);
    }
}
