package com.osmtalk.server.auth;

import com.osmtalk.server.secret.SecretGenerator;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells a browser from others, so that only the one that opened a question can answer it. It is no sign of a person:
 * the session is. Over TLS its name keeps other hosts of the same domain from setting it ({@code __Host-}, RFC
 * 6265bis).
 */
final class BrowserCookie {
    private static final String NAME = "osmtalk-connect";
    private static final Pattern VALUE = Pattern.compile("osb_[A-Za-z0-9_-]{43}");

    private BrowserCookie() {}

    /** The value that a browser brings along. @param header its cookies; null: none */
    static Optional<String> of(@Nullable String header) {
        return Arrays.stream(header == null ? new String[0] : header.split(";"))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith("__Host-" + NAME + "=") || cookie.startsWith(NAME + "="))
                // the one that nobody else can have set first
                .sorted((one, other) -> Boolean.compare(other.startsWith("__Host-"), one.startsWith("__Host-")))
                .map(cookie -> cookie.substring(cookie.indexOf('=') + 1))
                .filter(value -> VALUE.matcher(value).matches())
                .findFirst();
    }

    static String fresh(SecretGenerator secrets) {
        return secrets.token("osb_");
    }

    /** The header that sets it. Long enough for a question, with another one after it. */
    static String header(String value, boolean tls) {
        return (tls ? "__Host-" : "") + NAME + "=" + value + "; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax"
                + (tls ? "; Secure" : "");
    }
}
