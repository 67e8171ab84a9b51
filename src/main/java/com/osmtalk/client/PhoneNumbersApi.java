package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import org.jspecify.annotations.Nullable;

/** The organisation's telephone numbers. */
public final class PhoneNumbersApi {
    private static final String NUMBERS = "/api/phone-numbers";

    private final ApiTransport transport;

    PhoneNumbersApi(ApiTransport transport) {
        this.transport = transport;
    }

    /** The newest first. */
    public Page<OwnedNumber> list(PageRequest page) {
        return transport.get(NUMBERS, QueryString.of(page), new TypeReference<>() {});
    }

    /** Takes a number; 409 when somebody holds it already. @param idempotencyKey null: the request is sent once */
    public OwnedNumber create(OwnedNumberDraft draft, @Nullable String idempotencyKey) {
        return transport.post(NUMBERS, draft, idempotencyKey, new TypeReference<>() {});
    }

    /** Changes what the draft names and leaves the rest. */
    public OwnedNumber update(String id, OwnedNumberDraft draft) {
        return transport.put(NUMBERS + "/" + QueryString.segment(id), draft, new TypeReference<>() {});
    }

    public void delete(String id) {
        transport.delete(NUMBERS + "/" + QueryString.segment(id));
    }
}
