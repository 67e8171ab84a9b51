package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends requests and turns answers into records and errors. */
final class ApiTransport implements AutoCloseable {
    ApiTransport(
            Supplier<URI> baseUrl,
            @Nullable String apiKey,
            @Nullable String sessionToken,
            @Nullable String organizationId) {}

    <T> T get(String path, Map<String, ?> query, TypeReference<T> type) {
        throw new IllegalStateException("to be written");
    }

    /** @param idempotencyKey null: the request is never sent a second time */
    <T> T post(String path, @Nullable Object body, @Nullable String idempotencyKey, TypeReference<T> type) {
        throw new IllegalStateException("to be written");
    }

    @Override
    public void close() {}
}
