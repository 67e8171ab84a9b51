package com.osmtalk.mcp.protocol.jsonrpc;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, as far as its transport knows, and whether they still want the answer.
 *
 * @param apiKey what the request itself carried; null on stdio, and for HTTP requests that carry none
 * @param options the request's {@code X-Osmtalk-…} headers, by lower-case name: with them a client chooses what it is
 *     offered
 * @param cancellation of this request
 */
public record Requester(@Nullable String apiKey, Map<String, String> options, Cancellation cancellation) {
    /** One of whom the transport knows nothing, as stdio does. */
    public static Requester unknown(Cancellation cancellation) {
        return new Requester(null, Map.of(), cancellation);
    }
}
