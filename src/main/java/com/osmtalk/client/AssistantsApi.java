package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.AssistantApproval;
import com.osmtalk.api.AssistantConnection;
import com.osmtalk.api.AssistantLimits;
import com.osmtalk.api.AssistantRedirect;
import com.osmtalk.api.AssistantRequest;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remote assistants that people have connected, and what others ask for. A request is there for the browser alone that
 * opened it, so a program finds none that it has not opened itself.
 */
public final class AssistantsApi {
    private static final String REQUESTS = "/api/oauth/requests/";
    private static final String CONNECTIONS = "/api/settings/connections";

    private final ApiTransport transport;

    AssistantsApi(ApiTransport transport) {
        this.transport = transport;
    }

    public AssistantRequest request(String id) {
        return transport.get(REQUESTS + QueryString.segment(id), Map.of(), new TypeReference<>() {});
    }

    /** Connects the assistant. @param idempotencyKey null: the request is sent once */
    public AssistantRedirect approve(String id, AssistantApproval approval, @Nullable String idempotencyKey) {
        return transport.post(
                REQUESTS + QueryString.segment(id) + "/approve", approval, idempotencyKey, new TypeReference<>() {});
    }

    /** Does not connect it. @param idempotencyKey null: the request is sent once */
    public AssistantRedirect deny(String id, @Nullable String idempotencyKey) {
        return transport.post(
                REQUESTS + QueryString.segment(id) + "/deny", Map.of(), idempotencyKey, new TypeReference<>() {});
    }

    /** The newest first. */
    public Page<AssistantConnection> connections(PageRequest page) {
        return transport.get(CONNECTIONS, QueryString.of(page), new TypeReference<>() {});
    }

    /** Sets the limits and numbers of a connection, all three. */
    public AssistantConnection limit(String id, AssistantLimits limits) {
        return transport.put(CONNECTIONS + "/" + QueryString.segment(id), limits, new TypeReference<>() {});
    }

    /** Ends a connection: its tokens are good for nothing from then on. */
    public void disconnect(String id) {
        transport.delete(CONNECTIONS + "/" + QueryString.segment(id));
    }
}
