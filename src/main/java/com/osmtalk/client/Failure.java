package com.osmtalk.client;

import com.osmtalk.api.ErrorBody;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt without a result means for the next one.
 *
 * @param error thrown when there is no other attempt and the outcome is known
 * @param isTransient it may go away by itself, so that trying again makes sense
 * @param inProgress the server is still carrying out an earlier request with the same idempotency key
 * @param outcomeUnknown the request may have been carried out all the same
 * @param earlierAttemptsRefused it shows that no earlier attempt was carried out either
 */
record Failure(
        ApiException error,
        boolean isTransient,
        boolean inProgress,
        boolean outcomeUnknown,
        boolean earlierAttemptsRefused) {
    static final String UNREACHABLE = "unreachable";
    static final String UNEXPECTED = "unexpected_response";

    private static final Set<Integer> TRANSIENT = Set.of(429, 502, 503, 504);

    /** Refusals given before the server looks whether it knows the idempotency key. */
    private static final Set<Integer> BEFORE_THE_KEY = Set.of(401, 403, 408, 429);

    static Failure of(AttemptResult.NotSent attempt, String server) {
        String message = "The osmTalk server at " + server + " cannot be reached: "
                + whyNotSent(attempt.cause(), server) + ". Check that it is running and that the API URL is right.";
        return new Failure(error(0, UNREACHABLE, message, attempt.cause()), true, false, false, false);
    }

    static Failure of(AttemptResult.Unanswered attempt, String server) {
        if (hasNoTrust(attempt.cause())) {
            return of(new AttemptResult.NotSent(attempt.cause()), server);
        }
        if (attempt.cause() instanceof ClientProtocolException) {
            String message = "What answered at " + server + " does not speak HTTP. Check that the API URL is right.";
            return new Failure(error(0, UNEXPECTED, message, attempt.cause()), false, false, true, false);
        }
        String why = attempt.cause() instanceof SocketTimeoutException
                ? " did not answer in time."
                : " closed the connection before its answer was complete.";
        String message = "The osmTalk server at " + server + why;
        return new Failure(error(0, UNREACHABLE, message, attempt.cause()), true, false, true, false);
    }

    /** An answer of success whose body says something else than the API does. */
    static Failure unreadable(ApiResponse answer, String server, IOException cause) {
        String message = "The answer of " + server + " (HTTP " + answer.status() + ") can't be read: " + answer.fault()
                + ". Check that the API URL is that of an osmTalk server.";
        return new Failure(error(answer.status(), UNEXPECTED, message, cause), false, false, true, false);
    }

    /** An answer that is no success, whoever wrote it. */
    static Failure of(ApiResponse answer, String server, Instant now) {
        int status = answer.status();
        Optional<ErrorBody> ours = answer.errorBody();
        ErrorBody body =
                ours.orElseGet(() -> new ErrorBody(sentence(answer, server), UNEXPECTED, null, answer.requestId()));
        ApiException error = new ApiException(status, body, answer.askedWait(now), null);
        boolean inProgress = status == 409 && body.code().equals("request_in_progress");
        boolean outcomeUnknown = inProgress || mayBeCarriedOut(status, ours.isPresent());
        boolean earlierAttemptsRefused =
                ours.isPresent() && status >= 400 && status < 500 && !inProgress && !BEFORE_THE_KEY.contains(status);
        return new Failure(error, TRANSIENT.contains(status), inProgress, outcomeUnknown, earlierAttemptsRefused);
    }

    /**
     * A server that reports its own failure has undone what it began, and 503 comes from one that did not begin. Any
     * other 5xx is a gateway that lost sight of the request.
     */
    private static boolean mayBeCarriedOut(int status, boolean ours) {
        return status == 502 || status == 504 || (status >= 500 && status != 503 && !ours);
    }

    private static String sentence(ApiResponse answer, String server) {
        int status = answer.status();
        String http = " (HTTP " + status + ")";
        if (status >= 300 && status < 400) {
            return server + " answered with a redirect" + http
                    + ", which is not followed. Check the API URL: https instead of http, for example.";
        } else if (status >= 500) {
            return server + " answered with an error that is not osmTalk's" + http
                    + ": something between here and the server, or the server itself, is not working.";
        }
        return server + " answered with an error that is not osmTalk's" + http
                + ". Check that the API URL is that of an osmTalk server.";
    }

    private static String whyNotSent(IOException cause, String server) {
        if (cause instanceof Connections.ProxyRefusal) {
            return String.valueOf(cause.getMessage());
        } else if (hasNoTrust(cause)) {
            return "its certificate is not of an authority that is trusted here; a company's own can be named by"
                    + " OSMTALK_CA_FILE";
        } else if (cause instanceof UnknownHostException) {
            return server.contains(ProxyPath.THROUGH) ? "the proxy's name is not known" : "its name is not known";
        } else if (cause instanceof ConnectionRequestTimeoutException) {
            return "all connections to it are taken";
        } else if (cause instanceof SocketTimeoutException) {
            return "connecting takes too long";
        } else if (cause instanceof SSLException) {
            return "no secure connection could be made (" + cause.getMessage() + ")";
        }
        return "no connection could be made";
    }

    private static boolean hasNoTrust(IOException problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException) {
                return true;
            }
        }
        return false;
    }

    private static ApiException error(int status, String code, String message, @Nullable Throwable cause) {
        return new ApiException(status, new ErrorBody(message, code, null, null), null, cause);
    }
}
