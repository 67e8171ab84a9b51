package com.osmtalk.server.webhook;

import com.osmtalk.api.WebhookDelivery.Status;
import com.osmtalk.api.WebhookEvent;
import com.osmtalk.api.WebhookSecretRotation;
import com.osmtalk.api.WebhookSettingsDraft;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Query;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;

/** {@code /api/settings/webhook}. */
public final class WebhookRoutes implements Feature {
    private final Webhooks webhooks;

    public WebhookRoutes(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public void register(Router router) {
        router.get(
                "/api/settings/webhook",
                Access.ACCOUNT,
                request -> Response.ok(webhooks.settings(request.organizationId())));
        router.put("/api/settings/webhook", Access.ACCOUNT_OWNER, request -> {
            WebhookSettingsDraft draft = request.body(WebhookSettingsDraft.class);
            return () -> Response.ok(webhooks.update(request.organizationId(), draft));
        });
        router.post("/api/settings/webhook/rotate-secret", Access.ACCOUNT_OWNER, request -> {
            WebhookSecretRotation rotation = request.body(WebhookSecretRotation.class);
            return () -> Response.ok(webhooks.rotate(request.organizationId(), rotation));
        });
        router.post(
                "/api/settings/webhook/test",
                Access.ACCOUNT,
                request -> () -> Response.created(webhooks.test(request.organizationId())));
        router.get("/api/settings/webhook/deliveries", Access.ACCOUNT, request -> {
            Query query = request.query();
            return Response.ok(webhooks.deliveries(
                    request.reach(),
                    query.choice("status", Status.class),
                    query.choice("event", WebhookEvent.class),
                    query.text("callId"),
                    query.page()));
        });
        router.post(
                "/api/settings/webhook/deliveries/{id}/resend",
                Access.ACCOUNT,
                request -> () -> Response.ok(webhooks.resend(request.reach(), request.path("id"))));
    }
}
