package com.osmtalk.mcp.protocol.jsonrpc;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, as far as its transport and its revision of the protocol know, and whether they still want the
 * answer.
 *
 * @param apiKey what the request itself carried; null on stdio, and for HTTP requests that carry none
 * @param options the request's {@code X-Osmtalk-…} headers, by lower-case name: with them a client chooses what it is
 *     offered
 * @param capabilities what the client declared that it can do, in its opening or with the request
 * @param cancellation of this request
 */
public record Requester(
        @Nullable String apiKey,
        Map<String, String> options,
        Map<String, Object> capabilities,
        Cancellation cancellation) {
    /** One of whom the transport knows nothing, as stdio does. */
    public static Requester unknown(Cancellation cancellation) {
        return new Requester(null, Map.of(), Map.of(), cancellation);
    }

    /** The same, whose client has declared these capabilities. */
    public Requester declaring(Map<String, Object> declared) {
        return new Requester(apiKey, options, declared, cancellation);
    }

    /** The same, with another way to cancel the request. */
    public Requester cancelledBy(Cancellation other) {
        return new Requester(apiKey, options, capabilities, other);
    }

    /** The settings with which the client declared an extension; empty when it did not. */
    public Optional<Map<?, ?>> extension(String name) {
        return capabilities.get("extensions") instanceof Map<?, ?> extensions
                        && extensions.get(name) instanceof Map<?, ?> settings
                ? Optional.of(settings)
                : Optional.empty();
    }
}
