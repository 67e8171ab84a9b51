package com.osmtalk.mcp.tool;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a tool did not do what was asked.
 *
 * @param code stable, snake_case
 * @param message one sentence, naming the field and what it may be
 * @param field the argument to put right
 * @param next what to do now
 * @param more further facts a program can use, by snake_case name
 */
public record Problem(
        String code,
        String message,
        @Nullable String field,
        @Nullable String next,
        Map<String, Object> more) {

    public static Problem of(String code, String message, @Nullable String next) {
        return new Problem(code, message, null, next, Map.of());
    }

    static Problem argument(String field, String message, @Nullable String next) {
        return new Problem("invalid_arguments", message, field, next, Map.of());
    }

    /** The same, with one more fact. */
    public Problem with(String name, Object value) {
        return new Problem(
                code,
                message,
                field,
                next,
                new Fields().put(more).put(name, value).asMap());
    }

    Map<String, Object> asMap() {
        return new Fields()
                .put("code", code)
                .put("message", message)
                .put("field", field)
                .put("next", next)
                .put(more)
                .asMap();
    }
}
