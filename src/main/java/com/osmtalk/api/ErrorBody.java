package com.osmtalk.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error.
 *
 * @param error a sentence a person can act on
 * @param code stable, snake_case
 * @param requestId also in the header {@code X-Request-Id}
 */
public record ErrorBody(
        String error,
        String code,
        @Nullable Map<String, Object> details,
        @Nullable String requestId) {
    /** One entry of {@code details.fields}: where in the body (or which parameter), and what is wrong there. */
    public record FieldError(String path, String message) {}
}
