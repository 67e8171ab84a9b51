package com.osmtalk.mcp.protocol.jsonrpc;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, as far as its transport knows.
 *
 * @param apiKey what the request itself carried; absent on transports, and in requests, that carry none
 * @param options the request's {@code X-Osmtalk-…} headers by lower-case name: how this requester wants the server to be
 */
public record Requester(@Nullable String apiKey, Map<String, String> options, Cancellation cancellation) {
    /** Somebody of whom the transport knows nothing. */
    public static Requester unknown(Cancellation cancellation) {
        return new Requester(null, Map.of(), cancellation);
    }
}
