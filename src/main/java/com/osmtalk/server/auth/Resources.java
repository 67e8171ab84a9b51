package com.osmtalk.server.auth;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tokens are for: the MCP server, by the addresses of its two transports or of the server as a whole (RFC 8707). A
 * slash at the end makes no difference, nor do capitals in scheme and host, or the port that is the scheme's own (RFC
 * 3986, section 6.2).
 */
final class Resources {
    private static final List<String> PATHS = List.of("/mcp", "/sse", "");

    /** Scheme and host, and what follows; none with a user. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(https?://[^/?#@]+)((?:[/?#].*)?)", Pattern.CASE_INSENSITIVE);

    private Resources() {}

    /** @param base where the client reaches this server */
    static boolean isOurs(String base, String resource) {
        return PATHS.stream().anyMatch(path -> same(base + path, resource));
    }

    static boolean same(String one, String other) {
        return normal(one).equals(normal(other));
    }

    private static String normal(String resource) {
        String whole = resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
        Matcher parts = AUTHORITY.matcher(whole);
        if (!parts.matches()) {
            return whole;
        }
        String origin = parts.group(1).toLowerCase(Locale.ROOT);
        String ownPort = origin.startsWith("https:") ? ":443" : ":80";
        return (origin.endsWith(ownPort) ? origin.substring(0, origin.length() - ownPort.length()) : origin)
                + parts.group(2);
    }
}
