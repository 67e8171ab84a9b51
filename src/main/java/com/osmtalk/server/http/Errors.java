package com.osmtalk.server.http;

import com.osmtalk.api.ErrorBody;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import com.osmtalk.server.store.DatabaseDamagedException;
import com.osmtalk.server.store.DatabaseUnavailableException;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where what went wrong becomes a status code and an error body. Rules throw a {@link Problem}, which has
 * a kind; {@link HttpError} is what HTTP itself does not allow; anything else is a fault of the program.
 */
final class Errors {
    private static final Logger log = LoggerFactory.getLogger(Errors.class);
    private static final String DATABASE_AWAY =
            "The server's database is not available at the moment. Try again in a few"
                    + " seconds, a POST with its Idempotency-Key.";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int UNAUTHENTICATED = status(ProblemKind.UNAUTHENTICATED);

    private Errors() {}

    /** An error as the caller reads it, but for the id of the request. */
    private record Failure(
            int status,
            String code,
            String message,
            Map<String, Object> details,
            @Nullable Duration retryAfter) {
        static Failure of(Problem problem) {
            return new Failure(
                    Errors.status(problem.kind()),
                    problem.code(),
                    String.valueOf(problem.getMessage()),
                    problem.details(),
                    problem.retryAfter());
        }

        static Failure of(HttpError error) {
            return new Failure(
                    error.status(),
                    error.code(),
                    String.valueOf(error.getMessage()),
                    Map.of(),
                    error.status() == 503 ? RETRY_AFTER : null);
        }
    }

    /** The status codes of rules. There is no default, so that a new kind does not compile until it has one. */
    private static int status(ProblemKind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case INSUFFICIENT_CREDITS -> 402;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case OUTDATED -> 412;
            case REFUSED -> 422;
            case LIMIT_REACHED -> 429;
            case UPSTREAM_FAILED -> 502;
            case UNAVAILABLE -> 503;
        };
    }

    /** Answers with the error; what nobody foresaw is logged with the request's id and answered without detail. */
    static void write(Context context, Exception error) {
        String requestId = requestId(context);
        Failure failure = failure(error, context, requestId);
        context.status(failure.status());
        if (failure.status() == UNAUTHENTICATED) {
            context.header("WWW-Authenticate", "Bearer realm=\"osmtalk\"");
        }
        Duration retryAfter = failure.retryAfter();
        if (retryAfter != null) {
            context.header(
                    "Retry-After", Long.toString(retryAfter.plusMillis(999).toSeconds()));
        }
        ErrorBody body = new ErrorBody(
                failure.message(), failure.code(), failure.details().isEmpty() ? null : failure.details(), requestId);
        context.contentType("application/json")
                .result(SerializedResponse.json(body).getBytes(StandardCharsets.UTF_8));
    }

    /** The same for errors of the virtual machine, such as a stack overflow. */
    static void write(HttpServletResponse response, Error error) {
        String requestId = response.getHeader(RequestId.HEADER);
        log.error("{} failed", requestId, error);
        response.setStatus(500);
        response.setContentType("application/json");
        try {
            response.getOutputStream().write(body(500, requestId));
        } catch (IOException e) {
            log.debug("{}: the error could not be sent to the client", requestId, e);
        }
    }

    /** What {@code Retry-After} says with a 503 that comes without one. */
    static String retryAfterSeconds() {
        return Long.toString(RETRY_AFTER.toSeconds());
    }

    /** The error body for a status that comes without one: from Jetty, from a mounted servlet. */
    static byte[] body(int status, String requestId) {
        HttpError error = ofStatus(status);
        ErrorBody body = new ErrorBody(String.valueOf(error.getMessage()), error.code(), null, requestId);
        return SerializedResponse.json(body).getBytes(StandardCharsets.UTF_8);
    }

    private static Failure failure(Exception error, Context context, String requestId) {
        if (error instanceof Problem problem) {
            return Failure.of(problem);
        }
        if (error instanceof HttpError http) {
            return Failure.of(http);
        }
        if (error instanceof DatabaseUnavailableException || error instanceof DatabaseDamagedException) {
            log.warn("{} {} failed: {}", requestId, context.method(), error.getMessage());
            return Failure.of(Problem.unavailable(DATABASE_AWAY, RETRY_AFTER));
        }
        if (error instanceof HttpResponseException response) {
            String allowed = response.getDetails().get("availableMethods");
            if (response.getStatus() == 405 && allowed != null) {
                context.header("Allow", allowed);
                return Failure.of(new HttpError(405, "method_not_allowed", "This path accepts only " + allowed + "."));
            }
            return Failure.of(ofStatus(response.getStatus()));
        }
        log.error("{} {} failed", requestId, context.method(), error);
        return Failure.of(ofStatus(500));
    }

    /** The error for a status that comes without a message. */
    private static HttpError ofStatus(int status) {
        return switch (status) {
            case 400 -> new HttpError(400, "invalid_request", "This is not a valid HTTP request.");
            case 404 -> new HttpError(404, "not_found", "There is nothing at this path.");
            case 405 -> new HttpError(405, "method_not_allowed", "This path does not accept this method.");
            case 408 -> new HttpError(408, "request_timeout", "The request took too long to arrive.");
            case 413 -> new HttpError(413, "body_too_large", "The body is too large.");
            case 414 -> new HttpError(414, "uri_too_long", "The URL is too long.");
            case 415 -> new HttpError(415, "unsupported_media_type", "The body's Content-Type is not supported here.");
            case 431 -> new HttpError(431, "headers_too_large", "The URL and headers are too long.");
            case 503 -> new HttpError(503, "unavailable", "The server is stopping or overloaded; try again shortly.");
            default ->
                status < 500
                        ? new HttpError(status, "invalid_request", "The request is not valid here.")
                        : new HttpError(
                                status,
                                "internal_error",
                                "The server failed. Quote the request id when you ask for help.");
        };
    }

    private static String requestId(Context context) {
        String id = context.attribute(RequestId.HEADER);
        return id == null ? RequestId.fresh() : id;
    }
}
