package com.osmtalk.server.http;

import com.osmtalk.server.store.blob.Blob;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a route answers.
 *
 * @param body written as JSON, a {@link Text} as it is; null: no body
 * @param secret the body holds something that is shown once and stored nowhere. It is not kept for replays either: the
 *     same {@code Idempotency-Key} again does nothing and is answered 409 {@code idempotency_key_used}
 */
public record Response(int status, @Nullable Object body, boolean secret, Map<String, String> headers) {
    public Response(int status, @Nullable Object body, boolean secret) {
        this(status, body, secret, Map.of());
    }

    public Response(int status, @Nullable Object body) {
        this(status, body, false);
    }

    /** The same with more headers. Replays of a write do not have them. */
    public Response with(Map<String, String> headers) {
        return new Response(status, body, secret, headers);
    }

    public static Response ok(Object body) {
        return new Response(200, body);
    }

    public static Response created(Object body) {
        return new Response(201, body);
    }

    /** A 201 whose body holds a secret. */
    public static Response createdSecret(Object body) {
        return new Response(201, body, true);
    }

    public static Response noContent() {
        return new Response(204, null);
    }

    /** 304: the caller's copy is current. */
    public static Response notModified() {
        return new Response(304, null);
    }

    public static Response text(String contentType, String content) {
        return new Response(200, new Text(contentType, content));
    }

    /** A stored content, of which a request may want a part only. */
    public static Response blob(String contentType, Blob blob) {
        return new Response(200, new Download(contentType, blob));
    }

    /** A body that is sent from where it is stored. */
    public record Download(String contentType, Blob blob) {}

    /** A body that is not JSON. */
    public record Text(String contentType, String content) {}
}
