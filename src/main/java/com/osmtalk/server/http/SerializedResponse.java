package com.osmtalk.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.api.Json;
import com.osmtalk.server.store.blob.Blob;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Response} as it goes over the wire.
 *
 * @param body empty: none
 * @param blob sent in place of the body
 * @param replayed it was given before, to the same {@code Idempotency-Key}
 * @param headers beside those that every response has; a replay has none
 */
record SerializedResponse(
        int status,
        String contentType,
        String body,
        @Nullable Blob blob,
        boolean secret,
        boolean replayed,
        Map<String, String> headers) {
    private static final String JSON = "application/json";

    static SerializedResponse of(Response reply) {
        Object body = reply.body();
        if (body == null) {
            return new SerializedResponse(reply.status(), JSON, "", null, reply.secret(), false, reply.headers());
        }
        if (body instanceof Response.Text text) {
            return new SerializedResponse(
                    reply.status(), text.contentType(), text.content(), null, reply.secret(), false, reply.headers());
        }
        if (body instanceof Response.Download download) {
            return new SerializedResponse(
                    reply.status(),
                    download.contentType(),
                    "",
                    download.blob(),
                    reply.secret(),
                    false,
                    reply.headers());
        }
        return new SerializedResponse(reply.status(), JSON, json(body), null, reply.secret(), false, reply.headers());
    }

    static SerializedResponse replay(int status, String body) {
        return new SerializedResponse(status, JSON, body, null, false, true, Map.of());
    }

    static String json(Object body) {
        try {
            return Json.MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't write a " + body.getClass().getSimpleName() + " as JSON", e);
        }
    }
}
