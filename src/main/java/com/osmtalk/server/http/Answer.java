package com.osmtalk.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.api.Json;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Reply} as it goes over the wire.
 *
 * @param body empty: none
 * @param file sent in place of the body
 * @param replayed it was given before, to the same {@code Idempotency-Key}
 */
record Answer(
        int status,
        String contentType,
        String body,
        @Nullable Path file,
        boolean secret,
        boolean replayed) {
    private static final String JSON = "application/json";

    static Answer of(Reply reply) {
        Object body = reply.body();
        if (body == null) {
            return new Answer(reply.status(), JSON, "", null, reply.secret(), false);
        }
        if (body instanceof Reply.Text text) {
            return new Answer(reply.status(), text.contentType(), text.content(), null, reply.secret(), false);
        }
        if (body instanceof Reply.Download download) {
            return new Answer(reply.status(), download.contentType(), "", download.file(), reply.secret(), false);
        }
        return new Answer(reply.status(), JSON, json(body), null, reply.secret(), false);
    }

    static Answer replay(int status, String body) {
        return new Answer(status, JSON, body, null, false, true);
    }

    static String json(Object body) {
        try {
            return Json.MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't write a " + body.getClass().getSimpleName() + " as JSON", e);
        }
    }
}
