package com.osmtalk.client;

import com.osmtalk.api.ErrorBody;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that brought no result, judged.
 *
 * @param error what is thrown when there is no other attempt and no doubt
 * @param passing it may go away by itself
 * @param inProgress the server is still carrying out an earlier request with the same idempotency key
 * @param doubt the request may have been carried out all the same
 * @param settling it tells that no earlier attempt was carried out either
 */
record Failure(ApiException error, boolean passing, boolean inProgress, boolean doubt, boolean settling) {
    static final String UNREACHABLE = "unreachable";
    static final String UNEXPECTED = "unexpected_response";

    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    /** Refusals given before the server looks whether it knows the idempotency key. */
    private static final Set<Integer> BEFORE_THE_KEY = Set.of(401, 403, 408, 429);

    static Failure of(Attempt.NotSent attempt, String server) {
        String message = "The osmTalk server at " + server + " cannot be reached: " + whyNotSent(attempt.cause())
                + ". Check that it is running and that the API URL is right.";
        return new Failure(error(0, UNREACHABLE, message, attempt.cause()), true, false, false, false);
    }

    static Failure of(Attempt.Unanswered attempt, String server) {
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
    static Failure unreadable(Answer answer, String server, IOException cause) {
        String message = "The answer of " + server + " (HTTP " + answer.status() + ") can't be read: " + answer.fault()
                + ". Check that the API URL is that of an osmTalk server.";
        return new Failure(error(answer.status(), UNEXPECTED, message, cause), false, false, true, false);
    }

    /** An answer that is no success, whoever wrote it. */
    static Failure of(Answer answer, String server, Instant now) {
        int status = answer.status();
        Optional<ErrorBody> ours = answer.errorBody();
        ErrorBody body =
                ours.orElseGet(() -> new ErrorBody(sentence(answer, server), UNEXPECTED, null, answer.requestId()));
        ApiException error = new ApiException(status, body, answer.askedWait(now), null);
        boolean inProgress = status == 409 && body.code().equals("request_in_progress");
        boolean doubt = inProgress || isInDoubt(status, ours.isPresent());
        boolean settling =
                ours.isPresent() && status >= 400 && status < 500 && !inProgress && !BEFORE_THE_KEY.contains(status);
        return new Failure(error, PASSING.contains(status), inProgress, doubt, settling);
    }

    /**
     * A server that reports its own failure has undone what it began, and 503 comes from one that did not begin. Any other
     * 5xx is a gateway that lost sight of the request.
     */
    private static boolean isInDoubt(int status, boolean ours) {
        return status == 502 || status == 504 || (status >= 500 && status != 503 && !ours);
    }

    private static String sentence(Answer answer, String server) {
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

    private static String whyNotSent(IOException cause) {
        if (cause instanceof UnknownHostException) {
            return "its name is not known";
        } else if (cause instanceof ConnectionRequestTimeoutException) {
            return "all connections to it are taken";
        } else if (cause instanceof SocketTimeoutException) {
            return "connecting takes too long";
        } else if (cause instanceof SSLException) {
            return "no secure connection could be made (" + cause.getMessage() + ")";
        }
        return "no connection could be made";
    }

    private static ApiException error(int status, String code, String message, @Nullable Throwable cause) {
        return new ApiException(status, new ErrorBody(message, code, null, null), null, cause);
    }
}
