package com.osmtalk.server.http;

import com.osmtalk.api.ErrorBody.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that can't be done, in the words of the API's error body. Thrown anywhere, mapped once at the edge. */
public final class Problem extends RuntimeException {
    private final int status;
    private final String code;
    private final Map<String, Object> details;
    private final @Nullable Duration retryAfter;

    private Problem(
            int status, String code, String message, Map<String, Object> details, @Nullable Duration retryAfter) {
        super(message);
        this.status = status;
        this.code = code;
        this.details = details;
        this.retryAfter = retryAfter;
    }

    public static Problem of(int status, String code, String message) {
        return new Problem(status, code, message, Map.of(), null);
    }

    public static Problem invalid(List<FieldError> fields) {
        FieldError first = fields.get(0);
        String more = fields.size() > 1 ? " (and " + (fields.size() - 1) + " more, see details.fields)" : "";
        String message = first.path().isEmpty() ? first.message() : first.path() + ": " + first.message();
        return new Problem(400, "invalid_request", message + more, Map.of("fields", fields), null);
    }

    /** @param path the field's place in the body ({@code tools.httpTools[0].url}) or the parameter's name */
    public static Problem invalid(String path, String message) {
        return invalid(List.of(new FieldError(path, message)));
    }

    /** @param what the kind of thing: {@code call}, {@code agent}, … */
    public static Problem notFound(String what, String id) {
        return of(404, "not_found", "There is no " + what + " " + id + ".");
    }

    public static Problem unauthenticated(String message) {
        return of(401, "unauthenticated", message);
    }

    public static Problem forbidden(String message) {
        return of(403, "forbidden", message);
    }

    public static Problem conflict(String code, String message) {
        return of(409, code, message);
    }

    /** A dial that policy forbids. @param reason {@code dnc_blocked}, {@code invalid_number}, … */
    public static Problem refused(String reason, String message) {
        return new Problem(422, "refused", message, Map.of("reason", reason), null);
    }

    public static Problem tooMany(String code, String message, Duration retryAfter) {
        return new Problem(429, code, message, Map.of(), retryAfter);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
