package com.osmtalk.server.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Turns the database URLs that people and hosting services write into the one form JDBC takes. */
final class JdbcUrl {
    private JdbcUrl() {}

    static String of(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return url;
        }
        if (url.startsWith("postgres://") || url.startsWith("postgresql://")) {
            return fromUri(parsed(url));
        }
        throw new IllegalArgumentException(
                "OSMTALK_DATABASE_URL must start with postgresql:// or jdbc:postgresql:; leave it out to use SQLite");
    }

    /** Java's own complaints would repeat the password. */
    private static URI parsed(String url) {
        try {
            URI address = new URI(url);
            if (address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException noAddress) {
            // told below
        }
        throw new IllegalArgumentException(
                "OSMTALK_DATABASE_URL can't be read as an address; in a user name or password"
                        + " write @ as %40, / as %2F, : as %3A, ? as %3F, # as %23 and % as %25");
    }

    private static String fromUri(URI uri) {
        StringBuilder jdbc = new StringBuilder("jdbc:postgresql://").append(uri.getHost());
        if (uri.getPort() > 0) {
            jdbc.append(':').append(uri.getPort());
        }
        jdbc.append(uri.getRawPath());
        char separator = '?';
        if (uri.getRawQuery() != null) {
            jdbc.append(separator).append(uri.getRawQuery());
            separator = '&';
        }
        if (uri.getUserInfo() != null) {
            String[] userAndPassword = uri.getUserInfo().split(":", 2);
            jdbc.append(separator).append("user=").append(encoded(userAndPassword[0]));
            if (userAndPassword.length == 2) {
                jdbc.append("&password=").append(encoded(userAndPassword[1]));
            }
        }
        return jdbc.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
