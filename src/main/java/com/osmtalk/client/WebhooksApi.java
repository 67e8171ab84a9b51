package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.RotatedWebhookSecret;
import com.osmtalk.api.WebhookDelivery;
import com.osmtalk.api.WebhookEvent;
import com.osmtalk.api.WebhookSecretRotation;
import com.osmtalk.api.WebhookSettings;
import com.osmtalk.api.WebhookSettingsDraft;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The organisation's webhook; {@link WebhookSignature} is for whoever receives it. */
public final class WebhooksApi {
    private static final String WEBHOOK = "/api/settings/webhook";
    private static final String DELIVERIES = WEBHOOK + "/deliveries";

    private final ApiTransport transport;

    WebhooksApi(ApiTransport transport) {
        this.transport = transport;
    }

    /** Without the secret. */
    public WebhookSettings settings() {
        return transport.get(WEBHOOK, Map.of(), new TypeReference<>() {});
    }

    /** Changes what the draft names and leaves the rest. */
    public WebhookSettings update(WebhookSettingsDraft draft) {
        return transport.put(WEBHOOK, draft, new TypeReference<>() {});
    }

    /**
     * Replaces the secret by a new one, which only this answer shows; requests are signed with both for a while.
     *
     * @param idempotencyKey null: the request is sent once
     */
    public RotatedWebhookSecret rotateSecret(WebhookSecretRotation rotation, @Nullable String idempotencyKey) {
        return transport.post(WEBHOOK + "/rotate-secret", rotation, idempotencyKey, new TypeReference<>() {});
    }

    /** Has a test event sent. @param idempotencyKey null: the request is sent once */
    public WebhookDelivery test(@Nullable String idempotencyKey) {
        return transport.post(WEBHOOK + "/test", null, idempotencyKey, new TypeReference<>() {});
    }

    /** The newest first. */
    public Page<WebhookDelivery> deliveries(PageRequest page) {
        return deliveries(null, null, null, page);
    }

    /** Those of one status, event and call; null means any. */
    public Page<WebhookDelivery> deliveries(
            WebhookDelivery.@Nullable Status status,
            @Nullable WebhookEvent event,
            @Nullable String callId,
            PageRequest page) {
        return transport.get(DELIVERIES, QueryString.of(status, event, callId, page), new TypeReference<>() {});
    }

    /** Has a delivery sent again, under the same id. @param idempotencyKey null: the request is sent once */
    public WebhookDelivery resend(String id, @Nullable String idempotencyKey) {
        return transport.post(
                DELIVERIES + "/" + QueryString.segment(id) + "/resend", null, idempotencyKey, new TypeReference<>() {});
    }
}
