package com.osmtalk.server.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of other sites use the widget routes. A preflight carries no key, so it is answered for any page, and so
 * is the request after it: its key decides what the answer is, and a page that is refused has to read why.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
final class Cors {
    private Cors() {}

    /** @param methods what the path takes, comma-separated */
    static void preflight(Context context, String methods) {
        allow(context);
        context.header("Access-Control-Allow-Methods", methods);
        context.header(
                "Access-Control-Allow-Headers",
                "content-type, x-api-key, authorization, idempotency-key, x-organization-id, x-request-id");
        context.header("Access-Control-Max-Age", "600");
        context.status(204).removeHeader("Content-Type");
    }

    /**
     * Lets the page that asked read the answer, whatever it is. Answers to no key but the one in the request itself
     * stand behind this: the session cookie opens none of these routes.
     */
    static void allow(Context context) {
        context.header("Vary", "Origin");
        @Nullable String origin = context.header("Origin");
        if (origin != null) {
            context.header("Access-Control-Allow-Origin", origin);
            context.header("Access-Control-Expose-Headers", "x-request-id, retry-after, idempotent-replayed");
        }
    }
}
