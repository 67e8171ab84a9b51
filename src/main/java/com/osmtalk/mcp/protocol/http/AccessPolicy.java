package com.osmtalk.mcp.protocol.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets only requests in that mean this server: a page in somebody's browser must not reach it under another name (DNS
 * rebinding) or from another site.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#security-warning">the
 *     specification's warning</a>
 */
public final class AccessPolicy {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Set<String> hosts;
    private final @Nullable URI publicUrl;
    private final boolean keyNeeded;

    /**
     * @param hosts names this server is known by, beside the loopback's; without ports
     * @param publicUrl where others reach it, whose host is one of those names; null: as they say
     * @param keyNeeded whether requests must bring an API key of their own
     */
    public AccessPolicy(Collection<String> hosts, @Nullable URI publicUrl, boolean keyNeeded) {
        this.publicUrl = publicUrl;
        this.keyNeeded = keyNeeded;
        this.hosts = new HashSet<>(LOOPBACK);
        hosts.forEach(host -> this.hosts.add(normalized(host)));
        if (publicUrl != null) {
            this.hosts.add(normalized(publicUrl.getHost()));
        }
    }

    /** Lets a request of one of our names in. */
    void check(HttpServletRequest request) throws HttpRefusedException {
        if (!hosts.contains(normalized(request.getServerName()))) {
            throw new HttpRefusedException(
                    HttpServletResponse.SC_FORBIDDEN, "This server is not known by that Host name.");
        }
        if (!Collections.list(request.getHeaders("Origin")).stream().allMatch(this::isOurs)) {
            throw new HttpRefusedException(
                    HttpServletResponse.SC_FORBIDDEN, "Requests from that Origin are not allowed.");
        }
    }

    /** Lets a request with a key in, or one that needs none; the challenge says where to read how to get one. */
    void checkKey(HttpServletRequest request, HttpServletResponse response) throws HttpRefusedException {
        if (keyNeeded && HttpMessages.apiKey(request) == null) {
            response.setHeader(
                    "WWW-Authenticate",
                    "Bearer resource_metadata=\"" + publicAddress(request) + ResourceMetadataServlet.pathFor(request)
                            + "\"");
            throw new HttpRefusedException(
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "An osmTalk API key is needed: send it as the header x-api-key, or as Authorization: Bearer.");
        }
    }

    /** Where a client reaches this server: the public URL, which a proxy may not tell of, or else as the client wrote it. */
    String publicAddress(HttpServletRequest request) {
        if (isPublic(normalized(request.getServerName()))) {
            return String.valueOf(publicUrl);
        }
        String host = request.getHeader("Host");
        return request.getScheme() + "://" + (host == null ? request.getServerName() : host);
    }

    /** What the public URL has before the paths of this server; empty when there is nothing. */
    String publicPath() {
        return publicUrl == null ? "" : publicUrl.getPath();
    }

    private boolean isOurs(String origin) {
        try {
            URI page = new URI(origin);
            String scheme = page.getScheme();
            if (page.getHost() == null || !"http".equals(scheme) && !"https".equals(scheme)) {
                return false;
            }
            String host = normalized(page.getHost());
            return hosts.contains(host) && !(scheme.equals("http") && isReachedByTls(host));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Where that is so, a page that came without TLS may be of anybody on the way. */
    private boolean isReachedByTls(String host) {
        return isPublic(host) && "https".equals(publicUrl.getScheme()) && !LOOPBACK.contains(host);
    }

    private boolean isPublic(String host) {
        return publicUrl != null && host.equals(normalized(publicUrl.getHost()));
    }

    /** One name in one way: in lower case, and without the dot at its end that says it is whole. */
    private static String normalized(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
