package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.ApiKey;
import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.CreatedApiKey;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import org.jspecify.annotations.Nullable;

/** The organisation's API keys. */
public final class ApiKeysApi {
    private static final String KEYS = "/api/settings/api-keys";

    private final ApiTransport transport;

    ApiKeysApi(ApiTransport transport) {
        this.transport = transport;
    }

    /** The newest first; never the secrets. */
    public Page<ApiKey> list(PageRequest page) {
        return transport.get(KEYS, QueryString.of(page), new TypeReference<>() {});
    }

    /** Makes a key; its secret is in this answer alone. @param idempotencyKey null: the request is sent once */
    public CreatedApiKey create(ApiKeyDraft draft, @Nullable String idempotencyKey) {
        return transport.post(KEYS, draft, idempotencyKey, new TypeReference<>() {});
    }

    /** Changes what the draft names and leaves the rest; a key that is disabled is refused from then on. */
    public ApiKey update(String id, ApiKeyDraft draft) {
        return transport.put(KEYS + "/" + QueryString.segment(id), draft, new TypeReference<>() {});
    }

    public void delete(String id) {
        transport.delete(KEYS + "/" + QueryString.segment(id));
    }
}
