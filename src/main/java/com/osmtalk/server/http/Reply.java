package com.osmtalk.server.http;

import org.jspecify.annotations.Nullable;

/**
 * What a route answers.
 *
 * @param body written as JSON; null: no body
 */
public record Reply(int status, @Nullable Object body) {
    public static Reply ok(Object body) {
        return new Reply(200, body);
    }

    public static Reply created(Object body) {
        return new Reply(201, body);
    }

    public static Reply noContent() {
        return new Reply(204, null);
    }
}
