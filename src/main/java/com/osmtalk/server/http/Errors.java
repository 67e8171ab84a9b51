package com.osmtalk.server.http;

import com.osmtalk.api.ErrorBody;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what went wrong becomes an error body. */
final class Errors {
    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    private Errors() {}

    /** Answers with the error; what nobody foresaw is logged with the request's id and answered without detail. */
    static void write(Context context, Exception error) {
        String requestId = requestId(context);
        Problem problem = problem(error, context, requestId);
        context.status(problem.status());
        if (problem.status() == 401) {
            context.header("WWW-Authenticate", "Bearer realm=\"osmtalk\"");
        }
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            context.header(
                    "Retry-After", Long.toString(retryAfter.plusMillis(999).toSeconds()));
        }
        ErrorBody body = new ErrorBody(
                problem.getMessage(),
                problem.code(),
                problem.details().isEmpty() ? null : problem.details(),
                requestId);
        context.contentType("application/json").result(Answer.json(body).getBytes(StandardCharsets.UTF_8));
    }

    /** The same for errors of the virtual machine, such as a stack that ran over. */
    static void write(HttpServletResponse response, Error error) {
        String requestId = response.getHeader(RequestId.HEADER);
        log.error("{} failed", requestId, error);
        Problem problem = ofStatus(500);
        response.setStatus(500);
        response.setContentType("application/json");
        try {
            ErrorBody body = new ErrorBody(problem.getMessage(), problem.code(), null, requestId);
            response.getOutputStream().write(Answer.json(body).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            log.debug("{} could not be told of it", requestId, e);
        }
    }

    private static Problem problem(Exception error, Context context, String requestId) {
        if (error instanceof Problem problem) {
            return problem;
        }
        if (error instanceof HttpResponseException response) {
            String allowed = response.getDetails().get("availableMethods");
            if (response.getStatus() == 405 && allowed != null) {
                context.header("Allow", allowed);
                return Problem.of(405, "method_not_allowed", "This path takes " + allowed + ".");
            }
            return ofStatus(response.getStatus());
        }
        log.error("{} {} failed", requestId, context.method(), error);
        return ofStatus(500);
    }

    /** The words for a status nobody has said more about. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> Problem.of(400, "invalid_request", "This is not a valid HTTP request.");
            case 404 -> Problem.of(404, "not_found", "There is nothing at this path.");
            case 405 -> Problem.of(405, "method_not_allowed", "This path does not take this method.");
            case 408 -> Problem.of(408, "request_timeout", "The request took too long to arrive.");
            case 413 -> Problem.of(413, "body_too_large", "The body is too long.");
            case 414 -> Problem.of(414, "uri_too_long", "The URL is too long.");
            case 415 -> Problem.of(415, "unsupported_media_type", "The body is of a type that is not read here.");
            case 431 -> Problem.of(431, "headers_too_large", "The URL and headers are too long.");
            case 503 -> Problem.of(503, "unavailable", "The server is stopping or overloaded; try again shortly.");
            default ->
                status < 500
                        ? Problem.of(status, "invalid_request", "The request can't be answered.")
                        : Problem.of(status, "internal_error", "Something went wrong on our side.");
        };
    }

    private static String requestId(Context context) {
        String id = context.attribute(RequestId.HEADER);
        return id == null ? RequestId.fresh() : id;
    }
}
