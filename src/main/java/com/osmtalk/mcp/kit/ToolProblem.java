package com.osmtalk.mcp.kit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a tool did not do what was asked.
 *
 * @param code stable, snake_case
 * @param message what happened and why, in a sentence
 * @param field the argument to correct
 * @param next what to do now
 * @param more further facts for programs, by snake_case name
 */
public record ToolProblem(
        String code,
        String message,
        @Nullable String field,
        @Nullable String next,
        Map<String, Object> more) {

    /** A problem that no single argument causes. */
    public static ToolProblem of(String code, String message, @Nullable String next) {
        return new ToolProblem(code, message, null, next, Map.of());
    }

    /** A problem of one argument, with the code {@code invalid_arguments}. */
    public static ToolProblem argument(String field, String message, @Nullable String next) {
        return new ToolProblem("invalid_arguments", message, field, next, Map.of());
    }

    /** The same problem with one more fact. */
    public ToolProblem with(String name, Object value) {
        return new ToolProblem(
                code,
                message,
                field,
                next,
                new AnswerFields().put(more).put(name, value).asMap());
    }

    Map<String, Object> asMap() {
        return new AnswerFields()
                .put("code", code)
                .put("message", message)
                .put("field", field)
                .put("next", next)
                .put(more)
                .asMap();
    }
}
