package com.osmtalk.server.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.Call;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Json;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.WebhookEvent;
import com.osmtalk.api.WebhookMessage;
import com.osmtalk.server.call.CallObserver;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.server.webhook.DeliveryStore.NewDelivery;
import com.osmtalk.server.webhook.WebhookSettingsStore.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stores the events that webhooks are told, in the transaction in which they happen and as things are at that moment.
 * So an event is sent exactly when it was stored: never for a transaction that was rolled back, and never forgotten
 * after a crash.
 */
public final class WebhookEvents implements CallObserver {
    private final Database database;
    private final WebhookSettingsStore settings;
    private final DeliveryStore deliveries;
    private final WebhookSender sender;
    private final Clock clock;

    public WebhookEvents(Database database, WebhookSender sender, Clock clock) {
        this.database = database;
        this.settings = new WebhookSettingsStore(database);
        this.deliveries = new DeliveryStore(database);
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public void started(String organizationId, Call call) {
        tell(
                organizationId,
                call.id(),
                new WebhookMessage.CallStarted(
                        WebhookEvent.CALL_STARTED,
                        clock.instant(),
                        call.id(),
                        call.agentId(),
                        call.channel(),
                        call.simulated(),
                        Objects.requireNonNullElse(call.startedAt(), call.createdAt()),
                        call));
    }

    @Override
    public void ended(String organizationId, Call call) {
        FailureReason reason = call.failureReason();
        tell(organizationId, call.id(), reason == null ? completed(call) : failed(call, reason));
    }

    @Override
    public void analysed(String organizationId, Call call) {
        tell(
                organizationId,
                call.id(),
                new WebhookMessage.CallAnalysed(
                        WebhookEvent.CALL_ANALYSIS_COMPLETED,
                        clock.instant(),
                        call.id(),
                        call.agentId(),
                        call.channel(),
                        call.simulated(),
                        Objects.requireNonNull(call.analysis(), "an analysed call without its analysis"),
                        call));
    }

    @Override
    public void transferring(String organizationId, Call call, PhoneNumber destination, String summary) {
        tell(
                organizationId,
                call.id(),
                new WebhookMessage.TransferInitiated(
                        WebhookEvent.TRANSFER_INITIATED,
                        clock.instant(),
                        call.id(),
                        call.agentId(),
                        call.channel(),
                        call.simulated(),
                        destination,
                        summary,
                        call));
    }

    /**
     * A campaign is done with a lead. Part of the transaction that stores this.
     *
     * @param campaign as its route answers it: a record of the contract
     * @param lead likewise
     * @param overrideUrl the campaign's own webhook, told instead of the organisation's whatever events that one takes;
     *     null or blank: the organisation's. Checked by {@link WebhookPolicy#check} when the campaign was stored
     */
    public void leadCompleted(String organizationId, Object campaign, Object lead, @Nullable String overrideUrl) {
        Map<String, Object> told = Json.MAPPER.convertValue(campaign, new TypeReference<>() {});
        WebhookMessage message = new WebhookMessage.LeadCompleted(
                WebhookEvent.CAMPAIGN_LEAD_COMPLETED,
                clock.instant(),
                told.get("simulated") instanceof Boolean simulated ? simulated : null,
                told,
                Json.MAPPER.convertValue(lead, new TypeReference<>() {}));
        if (overrideUrl == null || overrideUrl.isBlank()) {
            tell(organizationId, null, message);
        } else {
            store(organizationId, null, message, overrideUrl, true);
        }
    }

    /** @return the id of the delivery; whatever events are taken, this one is sent */
    String test(String organizationId) {
        WebhookMessage message = new WebhookMessage.WebhookTest(WebhookEvent.WEBHOOK_TEST, clock.instant());
        return store(organizationId, null, message, settings.get(organizationId).url(), false);
    }

    private WebhookMessage completed(Call call) {
        return new WebhookMessage.CallCompleted(
                WebhookEvent.CALL_COMPLETED,
                clock.instant(),
                call.id(),
                call.agentId(),
                call.channel(),
                call.simulated(),
                call.durationSeconds(),
                call.costTotal(),
                Objects.requireNonNullElse(call.transcript(), List.of()),
                call);
    }

    private WebhookMessage failed(Call call, FailureReason reason) {
        Instant now = clock.instant();
        return new WebhookMessage.CallFailed(
                WebhookEvent.CALL_FAILED,
                now,
                call.id(),
                call.agentId(),
                call.channel(),
                call.simulated(),
                reason.cause(),
                reason,
                Objects.requireNonNullElse(call.failedAt(), now),
                call);
    }

    private void tell(String organizationId, @Nullable String callId, WebhookMessage message) {
        Stored chosen = settings.get(organizationId);
        if (!chosen.url().isEmpty() && chosen.events().contains(message.event())) {
            store(organizationId, callId, message, chosen.url(), false);
        }
    }

    private String store(
            String organizationId, @Nullable String callId, WebhookMessage message, String url, boolean ownUrl) {
        return database.transaction(handle -> {
            String id = Ids.next("whd");
            deliveries.insert(
                    new NewDelivery(
                            id,
                            organizationId,
                            message.event(),
                            callId,
                            ownUrl,
                            url,
                            WebhookUrl.receiver(organizationId, url),
                            body(message)),
                    clock.millis());
            database.afterCommit(sender::wake);
            return id;
        });
    }

    private static String body(WebhookMessage message) {
        try {
            return Json.MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't write " + message.event().dotted() + " as JSON", e);
        }
    }
}
