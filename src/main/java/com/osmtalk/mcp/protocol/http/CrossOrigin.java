package com.osmtalk.mcp.protocol.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Lets the pages that may call this server (see {@link AccessPolicy}) read its answers: a client that runs in a browser
 * asks before each request whether it may, without a key, and sees no header that it is not shown.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
final class CrossOrigin {
    private static final String HEADERS = "accept, authorization, content-type, last-event-id, mcp-method, mcp-name,"
            + " mcp-protocol-version, mcp-session-id, x-api-key";

    /** Headers of the protocol and of ours that come with later revisions and options. */
    private static final Pattern OURS = Pattern.compile("(mcp|x-osmtalk)-[a-z0-9-]+");

    private CrossOrigin() {}

    /** Lets the page that asked, whose origin has been found good, read the answer, whatever it is. */
    static void allow(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin != null) {
            response.addHeader("Vary", "Origin");
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader(
                    "Access-Control-Expose-Headers",
                    "mcp-session-id, mcp-protocol-version, www-authenticate, retry-after, x-request-id");
        }
    }

    static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    static void preflight(HttpServletRequest request, HttpServletResponse response) {
        StringBuilder headers = new StringBuilder(HEADERS);
        String wanted = request.getHeader("Access-Control-Request-Headers");
        for (String header : wanted == null ? new String[0] : wanted.split(",")) {
            String name = header.strip().toLowerCase(Locale.ROOT);
            if (OURS.matcher(name).matches() && !HEADERS.contains(name)) {
                headers.append(", ").append(name);
            }
        }
        response.setHeader("Access-Control-Allow-Methods", "GET, POST, DELETE");
        response.setHeader("Access-Control-Allow-Headers", headers.toString());
        response.setHeader("Access-Control-Max-Age", "600");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
