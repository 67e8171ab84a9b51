package com.osmtalk.mcp.protocol.http;

import com.osmtalk.mcp.protocol.http.KeyCheck.Standing;
import com.osmtalk.mcp.protocol.http.KeyCheck.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets requests in by their keys: nothing is given to who brings none, or one that is good for nothing (401, RFC 6750),
 * not even a session that others would have to make room for. A key is looked at with every request, and while streams
 * are open for it, so that one that was disabled or deleted ends what was opened with it.
 */
final class KeyGate {
    private static final int TOO_MANY_REQUESTS = 429;

    /** What a request's token may be used for; absent where it brings a key. */
    private static final String SCOPES = "osmtalk.scopes";

    /** Of one address; who is let in never waits for them. */
    private static final int REFUSALS_PER_MINUTE = 60;

    /** In how many seconds a key that could not be checked may come again. */
    private static final String SOON = "5";

    private final AccessPolicy access;
    private final KeyCheck check;
    private final boolean needed;
    private final AddressRate refusals = new AddressRate(REFUSALS_PER_MINUTE);
    private final List<KeyHolder> holders = new CopyOnWriteArrayList<>();
    private final AtomicBoolean rechecking = new AtomicBoolean();

    /** @param needed whether requests must bring a key of their own */
    KeyGate(AccessPolicy access, KeyCheck check, boolean needed) {
        this.access = access;
        this.check = check;
        this.needed = needed;
    }

    void add(KeyHolder holder) {
        holders.add(holder);
    }

    /** Lets a request in whose key is good, or that needs none. The challenge says where the metadata is. */
    void admit(HttpServletRequest request, HttpServletResponse response) throws HttpRefusedException {
        String key = HttpMessages.sentKey(request);
        if (key != null) {
            admit(key, request, response);
        } else if (needed) {
            response.setHeader("WWW-Authenticate", "Bearer " + metadata(request) + usualScope());
            throw new HttpRefusedException(
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "An osmTalk API key is needed: send it as the header x-api-key, or as Authorization: Bearer."
                            + check.signIn()
                                    .map(any -> " Or sign in: a client that knows OAuth finds out how by itself.")
                                    .orElse(""));
        }
    }

    private void admit(String key, HttpServletRequest request, HttpServletResponse response)
            throws HttpRefusedException {
        String address = ClientNetwork.of(request);
        Verdict verdict = check.check(key, address);
        switch (verdict.standing()) {
            case VALID -> {
                request.setAttribute(HttpMessages.CREDENTIAL, verdict.credential());
                request.setAttribute(SCOPES, verdict.scopes());
            }
            case INVALID -> {
                end(key);
                Duration wait = refusals.take(address);
                if (!wait.isZero()) {
                    response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
                    throw new HttpRefusedException(
                            TOO_MANY_REQUESTS, "Too many requests with invalid API keys. Try again later.");
                }
                response.setHeader(
                        "WWW-Authenticate", "Bearer error=\"invalid_token\", " + metadata(request) + usualScope());
                throw new HttpRefusedException(HttpServletResponse.SC_UNAUTHORIZED, verdict.message());
            }
            case FORBIDDEN -> {
                end(key);
                response.setHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\", " + metadata(request));
                throw new HttpRefusedException(HttpServletResponse.SC_FORBIDDEN, verdict.message());
            }
            case UNCHECKED -> {
                response.setHeader("Retry-After", SOON);
                throw new HttpRefusedException(HttpServletResponse.SC_SERVICE_UNAVAILABLE, verdict.message());
            }
        }
    }

    /**
     * Refuses a message that a token's scopes do not cover, before anything is done (RFC 6750, section 3.1). The
     * challenge names what it has as well, so that a client which asks again loses nothing.
     *
     * @param needed empty: nothing in particular
     */
    void requireScope(Optional<String> needed, HttpServletRequest request, HttpServletResponse response)
            throws HttpRefusedException {
        if (needed.isEmpty()
                || !(request.getAttribute(SCOPES) instanceof Set<?> given)
                || given.contains(needed.get())) {
            return;
        }
        String wanted = Stream.concat(given.stream().map(String::valueOf).sorted(), needed.stream())
                .collect(Collectors.joining(" "));
        response.setHeader(
                "WWW-Authenticate",
                "Bearer error=\"insufficient_scope\", scope=\"" + wanted + "\", " + metadata(request));
        throw new HttpRefusedException(
                HttpServletResponse.SC_FORBIDDEN,
                "The person has not allowed this assistant " + needed.get() + ", which this needs; nothing was done.");
    }

    private String usualScope() {
        return check.signIn()
                .map(signIn -> ", scope=\"" + String.join(" ", signIn.usual()) + "\"")
                .orElse("");
    }

    /** How people sign in here. */
    Optional<KeyCheck.SignIn> signIn() {
        return check.signIn();
    }

    private String metadata(HttpServletRequest request) {
        return "resource_metadata=\"" + access.publicAddress(request) + ResourceMetadataServlet.pathFor(request) + "\"";
    }

    /** Ends the streams of keys that are good for nothing any more. Waits for the checks; not twice at a time. */
    void recheck() {
        if (!rechecking.compareAndSet(false, true)) {
            return;
        }
        try {
            Set<String> keys = new HashSet<>();
            holders.forEach(holder -> keys.addAll(holder.keysOfStreams()));
            for (String key : keys) {
                Standing standing = check.standing(key);
                if (standing == Standing.INVALID || standing == Standing.FORBIDDEN) {
                    end(key);
                }
            }
        } finally {
            rechecking.set(false);
        }
    }

    private void end(String key) {
        for (KeyHolder holder : holders) {
            if (holder.holds(key)) {
                holder.endAll(key);
            }
        }
    }
}
