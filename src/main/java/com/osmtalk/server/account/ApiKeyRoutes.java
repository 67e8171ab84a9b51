package com.osmtalk.server.account;

import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;

/** Managing API keys; for owners only, so that a leaked key can't make others. */
public final class ApiKeyRoutes implements Feature {
    private final ApiKeys apiKeys;

    public ApiKeyRoutes(ApiKeys apiKeys) {
        this.apiKeys = apiKeys;
    }

    @Override
    public void register(Router router) {
        router.get(
                "/api/settings/api-keys",
                Access.OWNER,
                request -> Response.ok(
                        apiKeys.list(request.organizationId(), request.query().page())));
        router.post("/api/settings/api-keys", Access.OWNER, request -> {
            ApiKeyDraft draft = request.body(ApiKeyDraft.class);
            return () -> Response.createdSecret(apiKeys.create(request.organizationId(), draft));
        });
        router.put("/api/settings/api-keys/{id}", Access.OWNER, request -> {
            ApiKeyDraft draft = request.body(ApiKeyDraft.class);
            return () -> Response.ok(apiKeys.change(request.organizationId(), request.path("id"), draft));
        });
        router.delete("/api/settings/api-keys/{id}", Access.OWNER, request -> () -> {
            apiKeys.delete(request.organizationId(), request.path("id"));
            return Response.noContent();
        });
    }
}
