package com.osmtalk.mcp.protocol;

import io.modelcontextprotocol.common.McpTransportContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, as far as its transport knows.
 *
 * @param apiKey what the request itself carried; absent on transports, and in requests, that carry none
 */
public record Caller(@Nullable String apiKey, Cancellation cancellation) {
    private static final String KEY = Caller.class.getName();

    /** The caller of the request that a handler is working on. */
    public static Caller of(McpTransportContext context) {
        return context.get(KEY) instanceof Caller caller ? caller : new Caller(null, new Cancellation());
    }

    McpTransportContext asContext() {
        return McpTransportContext.create(Map.of(KEY, this));
    }
}
