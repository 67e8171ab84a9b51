package com.osmtalk.server.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where answers may go. An address is good exactly as it was registered, but for the port on the person's own device,
 * where a program takes the one that is free (RFC 8252, section 7.3).
 */
final class RedirectUris {
    private static final int MAX_LENGTH = 2_000;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * What a browser runs, shows or reads itself instead of handing it to a program; what dials or writes to somebody;
     * and what the system itself opens, often with arguments of the address (see also {@link #isSystems}).
     */
    private static final Set<String> NEVER = Set.of(
            "javascript",
            "data",
            "vbscript",
            "file",
            "filesystem",
            "blob",
            "about",
            "view-source",
            "ftp",
            "ws",
            "wss",
            "mailto",
            "tel",
            "sms",
            "callto",
            "facetime",
            "sip",
            "sips",
            "ssh",
            "telnet",
            "sftp",
            "smb",
            "ldap",
            "ldaps",
            "search",
            "search-ms",
            "shell",
            "mhtml",
            "mk",
            "res",
            "hcp",
            "jar",
            "chrome",
            "resource",
            "intent",
            "content",
            "urn");

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");

    private RedirectUris() {}

    /** What is wrong with an address that a client would register; empty when it may be. */
    static Optional<String> fault(String text) {
        URI uri = parse(text).orElse(null);
        if (uri == null || text.length() > MAX_LENGTH) {
            return Optional.of("is not an address");
        }
        String scheme = scheme(uri);
        if (uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            return Optional.of("must have no fragment and no user");
        }
        if (NEVER.contains(scheme)
                || isSystems(scheme)
                || !SCHEME.matcher(scheme).matches()) {
            return Optional.of("has a scheme that no answer is sent to");
        }
        boolean isWeb = scheme.equals("https") || scheme.equals("http");
        if (uri.getPort() > HIGHEST_PORT) {
            return Optional.of("has a port that there is not");
        }
        if (isWeb && uri.getHost() == null) {
            return Optional.of("has no host");
        }
        if (scheme.equals("http") && !isLoopback(uri)) {
            return Optional.of("must be https, unless it is on the person's own device");
        }
        return uri.isOpaque() ? Optional.of("must have a path") : Optional.empty();
    }

    /** Whether Windows opens a part of itself by it: {@code ms-settings}, {@code ms-msdt} and their like. */
    private static boolean isSystems(String scheme) {
        return scheme.startsWith("ms-") && !scheme.equals("ms-appx-web");
    }

    /** Whether an address is one of those that a client has registered. */
    static boolean isOneOf(Iterable<String> registered, String given) {
        if (fault(given).isPresent()) {
            return false;
        }
        for (String one : registered) {
            if (one.equals(given)
                    || withoutPort(one).isPresent() && withoutPort(one).equals(withoutPort(given))) {
                return true;
            }
        }
        return false;
    }

    /** The host, or the scheme of a program of its own: the part that tells a person who asks. */
    static String shown(String text) {
        URI uri = URI.create(text);
        return isWeb(uri) ? host(uri) : scheme(uri) + "://";
    }

    /** Whether any program on the person's own device can take what is sent there. */
    static boolean isOnThisDevice(String text) {
        URI uri = URI.create(text);
        return isWeb(uri)
                && (LOOPBACK.contains(host(uri))
                        || host(uri).endsWith(".localhost")
                        || host(uri).matches("127(\\.[0-9]+){3}"));
    }

    private static boolean isWeb(URI uri) {
        return (scheme(uri).equals("https") || scheme(uri).equals("http")) && uri.getHost() != null;
    }

    /** As it is compared: names are the same in capitals, and with the dot of the root. */
    private static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    private static Optional<String> withoutPort(String text) {
        return parse(text)
                .filter(RedirectUris::isLoopback)
                .map(uri -> scheme(uri) + "://" + uri.getHost() + uri.getRawPath()
                        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }

    private static boolean isLoopback(URI uri) {
        return uri.getHost() != null
                && scheme(uri).equals("http")
                && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
    }

    private static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text)).filter(URI::isAbsolute);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
