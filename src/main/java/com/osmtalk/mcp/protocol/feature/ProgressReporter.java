package com.osmtalk.mcp.protocol.feature;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Progress notifications of one request, for a client that gave a token for them. Every revision demands that
 * progress only ever grows (basic, utilities, progress): a report that does not is left out.
 */
public final class ProgressReporter {
    private final @Nullable Object token;
    private double last = Double.NEGATIVE_INFINITY;

    /** @param params of the request, which may hold a token to tell progress under */
    public ProgressReporter(Map<String, Object> params) {
        Object given = params.get("_meta") instanceof Map<?, ?> meta ? meta.get("progressToken") : null;
        // a string or an integer, as every revision demands; another, as 1e999999999, could not even be written again
        boolean integer = given instanceof Number && !(given instanceof BigDecimal);
        this.token = given instanceof String || integer ? given : null;
    }

    /** The params of the notification; nothing when there is nobody to tell, or nothing new. */
    public synchronized Optional<Map<String, Object>> report(double done, double total, @Nullable String message) {
        if (token == null || !(done > last)) {
            return Optional.empty();
        }
        last = done;
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("progressToken", token);
        params.put("progress", done);
        params.put("total", total);
        if (message != null) {
            params.put("message", message);
        }
        return Optional.of(params);
    }
}
