package com.osmtalk.server.problem;

import com.osmtalk.api.ErrorBody.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a rule turns down, with the sentence the caller reads.
 *
 * <p>It is an exception because a rule that says no must also undo the transaction it runs in; it is unchecked because
 * no layer between the rule and the edge has anything to add. Over HTTP the kind becomes a status code and the rest the
 * API's error body; jobs that call the same rules, such as the campaign dialler, decide by the kind what to do next.
 */
public final class Problem extends RuntimeException {
    private final ProblemKind kind;
    private final String code;
    private final Map<String, Object> details;
    private final @Nullable Duration retryAfter;

    private Problem(
            ProblemKind kind, String code, String message, Map<String, Object> details, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.details = details;
        this.retryAfter = retryAfter;
    }

    private static Problem of(ProblemKind kind, String code, String message) {
        return new Problem(kind, code, message, Map.of(), null);
    }

    /** @param fields what is wrong, never empty; all are in the details, the first is in the sentence as well */
    public static Problem invalid(List<FieldError> fields) {
        FieldError first = fields.get(0);
        String more = fields.size() > 1 ? " (and " + (fields.size() - 1) + " more, see details.fields)" : "";
        String message = first.path().isEmpty() ? first.message() : first.path() + ": " + first.message();
        return new Problem(ProblemKind.INVALID, "invalid_request", message + more, Map.of("fields", fields), null);
    }

    /** @param path the field's place in the body ({@code tools.httpTools[0].url}) or the parameter's name */
    public static Problem invalid(String path, String message) {
        return invalid(List.of(new FieldError(path, message)));
    }

    /** @param what the kind of thing: {@code call}, {@code agent}, … */
    public static Problem notFound(String what, String id) {
        return notFound("There is no " + what + " " + id + ".");
    }

    /** Where "there is no call call_…" would not say enough. */
    public static Problem notFound(String message) {
        return of(ProblemKind.NOT_FOUND, "not_found", message);
    }

    public static Problem unauthenticated(String message) {
        return unauthenticated("unauthenticated", message);
    }

    public static Problem unauthenticated(String code, String message) {
        return of(ProblemKind.UNAUTHENTICATED, code, message);
    }

    public static Problem insufficientCredits(String message) {
        return of(ProblemKind.INSUFFICIENT_CREDITS, "insufficient_credits", message);
    }

    public static Problem forbidden(String message) {
        return of(ProblemKind.FORBIDDEN, "forbidden", message);
    }

    public static Problem conflict(String code, String message) {
        return of(ProblemKind.CONFLICT, code, message);
    }

    /** A change of something that was changed since its sender has read it. */
    public static Problem outdated(String code, String message) {
        return of(ProblemKind.OUTDATED, code, message);
    }

    /** A dial that policy forbids. @param reason {@code dnc_blocked}, {@code invalid_number}, … */
    public static Problem refused(String reason, String message) {
        return new Problem(ProblemKind.REFUSED, "refused", message, Map.of("reason", reason), null);
    }

    /** @param retryAfter when the same request may succeed */
    public static Problem limitReached(String code, String message, Duration retryAfter) {
        return new Problem(ProblemKind.LIMIT_REACHED, code, message, Map.of(), retryAfter);
    }

    public static Problem upstreamFailed(String code, String message) {
        return of(ProblemKind.UPSTREAM_FAILED, code, message);
    }

    /** For a while. @param retryAfter when the same request may succeed */
    public static Problem unavailable(String message, Duration retryAfter) {
        return new Problem(ProblemKind.UNAVAILABLE, "unavailable", message, Map.of(), retryAfter);
    }

    public static Problem unavailable(String code, String message) {
        return of(ProblemKind.UNAVAILABLE, code, message);
    }

    public ProblemKind kind() {
        return kind;
    }

    /** What programs branch on: {@code number_taken}, {@code agent_in_use}, … Part of the API, so it stays as it is. */
    public String code() {
        return code;
    }

    /** More for programs, by name: {@code fields} of an invalid request, {@code reason} of a refused dial. */
    public Map<String, Object> details() {
        return details;
    }

    /** How long to wait before the same request may succeed; null where waiting alone does not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
