package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a webhook request: what has happened, as it was at that moment. Those that tell of a call have its {@link
 * Call#simulated} at their top level too, so that no receiver takes a simulated call for a real one.
 */
public sealed interface WebhookMessage {
    WebhookEvent event();

    /** When it happened, however late it is delivered. */
    Instant timestamp();

    /** {@code call.started}: somebody has answered. */
    record CallStarted(
            WebhookEvent event,
            Instant timestamp,
            String callId,
            String agentId,
            CallChannel channel,
            @Nullable Boolean simulated,
            Instant startedAt,
            Call call)
            implements WebhookMessage {}

    /** {@code call.completed}. */
    record CallCompleted(
            WebhookEvent event,
            Instant timestamp,
            String callId,
            String agentId,
            CallChannel channel,
            @Nullable Boolean simulated,
            double durationSeconds,
            Money costTotal,
            List<TranscriptEntry> transcript,
            Call call)
            implements WebhookMessage {}

    /** {@code call.failed}. @param error the reason in a sentence */
    record CallFailed(
            WebhookEvent event,
            Instant timestamp,
            String callId,
            String agentId,
            CallChannel channel,
            @Nullable Boolean simulated,
            String error,
            FailureReason reason,
            Instant failedAt,
            Call call)
            implements WebhookMessage {}

    /** {@code call.analysis_completed}. */
    record CallAnalysed(
            WebhookEvent event,
            Instant timestamp,
            String callId,
            String agentId,
            CallChannel channel,
            @Nullable Boolean simulated,
            Analysis analysis,
            Call call)
            implements WebhookMessage {}

    /** {@code transfer.initiated}. @param summary what the person it goes to is told */
    record TransferInitiated(
            WebhookEvent event,
            Instant timestamp,
            String callId,
            String agentId,
            CallChannel channel,
            @Nullable Boolean simulated,
            PhoneNumber destination,
            String summary,
            Call call)
            implements WebhookMessage {}

    /**
     * {@code campaign.lead_completed}, with campaign and lead as their routes answer them.
     *
     * @param simulated as it stands in the campaign
     */
    record LeadCompleted(
            WebhookEvent event,
            Instant timestamp,
            @Nullable Boolean simulated,
            Map<String, Object> campaign,
            Map<String, Object> lead)
            implements WebhookMessage {}

    /** {@code webhook.test}. */
    record WebhookTest(WebhookEvent event, Instant timestamp) implements WebhookMessage {}
}
