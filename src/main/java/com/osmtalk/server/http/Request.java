package com.osmtalk.server.http;

import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.identity.Principal;
import com.osmtalk.server.problem.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One authenticated request, as a feature sees it. */
public interface Request {
    /** @throws IllegalStateException on a public route */
    Principal principal();

    /** The organisation the request acts for. */
    default String organizationId() {
        return principal().organizationId();
    }

    /** Which of its calls are there for whoever asks. */
    default CallReach reach() {
        return CallReach.of(principal());
    }

    /**
     * The session token or API key the request was authenticated with.
     *
     * @throws IllegalStateException on a public route
     */
    String credential();

    /** The network that the request came from, to count requests by: see {@link NetworkAddress}. */
    String clientAddress();

    /** A parameter of the route's path. */
    String path(String name);

    /** The query's parameters; the feature asks for those it knows, and any other is refused. */
    Query query();

    /**
     * The JSON body.
     *
     * @throws Problem INVALID naming the field when it is missing, malformed, of a wrong type or has unknown fields
     */
    <T> T body(Class<T> type);

    /**
     * The fields of the JSON body that are there and null. A record can't tell these from absent ones, and to change
     * something the one may mean that it is removed, the other that it stays.
     *
     * @throws Problem as {@link #body} does
     */
    Set<String> nulls();

    /**
     * The body of a route that takes large ones.
     *
     * @throws Problem 413 when it is longer than the route takes
     */
    Upload upload();

    /**
     * The body as it came, byte for byte, for what is signed that way.
     *
     * @throws Problem 413 when it is longer than allowed, 408 when it takes too long, 400 when it breaks off
     */
    byte[] rawBody();

    /** A header's first value. @param name in any case */
    Optional<String> header(String name);

    /**
     * Refuses what a page of another site may have sent, as is done by itself where the session cookie authenticates a
     * request that changes something.
     *
     * @throws Problem FORBIDDEN with what is missing
     */
    void requireOwnPage();

    /** The token in the request's session cookie, whether it opens anything or not; empty where there is none. */
    Optional<String> sessionCookie();

    /** The header of a response that has the browser keep a session token so long; forget it, where that is zero. */
    Map<String, String> sessionCookie(String token, Duration life);
}
