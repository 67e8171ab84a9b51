package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.DncBulkRequest;
import com.osmtalk.api.DncBulkResult;
import com.osmtalk.api.DncEntry;
import com.osmtalk.api.DncRequest;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers the organisation never dials, by any route. */
public final class DoNotCallApi {
    private static final String DNC = "/api/campaigns/dnc";

    private final ApiTransport transport;

    DoNotCallApi(ApiTransport transport) {
        this.transport = transport;
    }

    /** The newest first. */
    public Page<DncEntry> list(PageRequest page) {
        return transport.get(DNC, QueryString.of(page), new TypeReference<>() {});
    }

    /**
     * The newest first, of those with these digits in the number, however they are written, or these words in the
     * reason.
     */
    public Page<DncEntry> find(String text, PageRequest page) {
        Map<String, String> query = QueryString.of(page);
        query.put("q", text);
        return transport.get(DNC, query, new TypeReference<>() {});
    }

    /** @param idempotencyKey null: the request is sent once */
    public DncEntry add(DncRequest draft, @Nullable String idempotencyKey) {
        return transport.post(DNC, draft, idempotencyKey, new TypeReference<>() {});
    }

    /**
     * Puts up to 1,000 numbers on the list, all of them or, when one can't be taken, none.
     *
     * @param idempotencyKey null: the request is sent once
     */
    public DncBulkResult addAll(DncBulkRequest request, @Nullable String idempotencyKey) {
        return transport.post(DNC + "/bulk", request, idempotencyKey, new TypeReference<>() {});
    }

    /** Takes an entry off the list; 404 when it is not on it. */
    public void remove(String id) {
        transport.delete(DNC + "/" + QueryString.segment(id));
    }
}
