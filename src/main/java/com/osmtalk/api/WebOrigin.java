package com.osmtalk.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * The server that a URL names, however it is spelled: scheme and host in lower case, and the port that is meant where
 * none is written (RFC 6454, section 4). Secrets of an agent's tools are kept for one of these.
 */
public record WebOrigin(String scheme, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Empty for what is no http or https URL. */
    public static Optional<WebOrigin> of(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return Optional.empty();
            }
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
                case "http" -> Optional.of(new WebOrigin("http", host, uri.getPort() < 0 ? HTTP : uri.getPort()));
                case "https" -> Optional.of(new WebOrigin("https", host, uri.getPort() < 0 ? HTTPS : uri.getPort()));
                default -> Optional.empty();
            };
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    /** Whether both name one server; what is no URL names none. */
    public static boolean isSame(String url, String other) {
        Optional<WebOrigin> origin = of(url);
        return origin.isPresent() && origin.equals(of(other));
    }
}
