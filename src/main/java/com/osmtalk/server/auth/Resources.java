package com.osmtalk.server.auth;

import java.util.List;

/**
 * What tokens are for: the MCP server, by the addresses of its two transports or of the server as a whole (RFC 8707). A
 * slash at the end makes no difference.
 */
final class Resources {
    private static final List<String> PATHS = List.of("/mcp", "/sse", "");

    private Resources() {}

    /** @param base where the client reaches this server */
    static boolean isOurs(String base, String resource) {
        return PATHS.stream().anyMatch(path -> same(base + path, resource));
    }

    static boolean same(String one, String other) {
        return normal(one).equals(normal(other));
    }

    private static String normal(String resource) {
        return resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
    }
}
