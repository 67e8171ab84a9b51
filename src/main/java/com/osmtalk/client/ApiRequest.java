package com.osmtalk.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request, the same for every attempt to send it.
 *
 * @param path below the base URL, its segments already escaped
 * @param headers that this request has beside those of all
 * @param body JSON, made once so that a repeated attempt sends the same bytes; null: none
 */
record ApiRequest(
        String method,
        String path,
        Map<String, ?> query,
        Map<String, String> headers,
        byte @Nullable [] body,
        @Nullable String idempotencyKey) {
    ApiRequest {
        if (idempotencyKey != null && !Credentials.isHeaderValue(idempotencyKey)) {
            throw new IllegalArgumentException(
                    "An idempotency key is 1 to 255 printable ASCII characters without spaces at its ends.");
        }
    }

    /** Without headers of its own. */
    ApiRequest(
            String method, String path, Map<String, ?> query, byte @Nullable [] body, @Nullable String idempotencyKey) {
        this(method, path, query, Map.of(), body, idempotencyKey);
    }

    boolean changesSomething() {
        return !method.equals("GET");
    }

    /** Whether sending it twice does no more than sending it once. */
    boolean isRepeatable() {
        return !changesSomething() || idempotencyKey != null;
    }
}
