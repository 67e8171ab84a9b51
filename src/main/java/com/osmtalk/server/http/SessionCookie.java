package com.osmtalk.server.http;

import com.osmtalk.server.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookie in which a browser keeps a session token, out of reach of scripts.
 *
 * <p>By https its name begins with {@code __Host-}: browsers take such a cookie only by https, from the host itself and
 * for all of its paths, so that no neighbouring host can put its own session in its place. By http, as on loopback,
 * that prefix is not to be had; the cookie is then sent to {@code /api} alone.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis">RFC 6265bis, cookie prefixes</a>
 */
final class SessionCookie {
    static final String NAME = "osmtalk_session";
    static final String SECURE_NAME = "__Host-" + NAME;

    private SessionCookie() {}

    /** The value of {@code Set-Cookie} that keeps a session for so long; zero: that forgets it. */
    static String set(String token, Duration life, boolean https) {
        String where = https ? "; Path=/; Secure" : "; Path=/api";
        return name(https) + "=" + token + where + "; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Strict";
    }

    /**
     * The token in a request's cookies.
     *
     * @param headers the request's {@code Cookie} headers
     * @param https only the cookie that nobody else can have set counts
     * @throws Problem UNAUTHENTICATED when there are two different ones: which one is this server's can't be told
     */
    static Optional<String> token(List<String> headers, boolean https) {
        List<String> secure = values(headers, SECURE_NAME);
        List<String> found = secure.isEmpty() && !https ? values(headers, NAME) : secure;
        if (found.size() > 1) {
            throw Problem.unauthenticated("This browser has two session cookies for this server, and one of them may be"
                    + " somebody else's. Delete the site's cookies, then sign in again.");
        }
        return found.stream().findFirst();
    }

    private static List<String> values(List<String> headers, String name) {
        List<String> found = new ArrayList<>();
        for (String header : headers) {
            for (String pair : header.split(";")) {
                @Nullable String value = value(pair.strip(), name);
                if (value != null && !value.isEmpty() && !found.contains(value)) {
                    found.add(value);
                }
            }
        }
        return found;
    }

    private static @Nullable String value(String pair, String name) {
        return pair.startsWith(name + "=") ? pair.substring(name.length() + 1).strip() : null;
    }

    private static String name(boolean https) {
        return https ? SECURE_NAME : NAME;
    }
}
