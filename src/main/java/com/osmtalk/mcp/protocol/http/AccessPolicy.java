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
 * Which HTTP requests are let in. A page in somebody's browser must not reach this server under another name (DNS
 * rebinding) or from another site: Host and Origin have to be known names, and anything else is answered with 403, as
 * the specification demands. The SDK's transports check neither unless told to (2.1.0). Then comes the key: see {@link
 * KeyGate}.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#security-warning">the
 *     specification's warning</a>
 */
public final class AccessPolicy {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Set<String> hosts;
    private final @Nullable URI publicUrl;
    private final KeyGate keys;

    /**
     * @param hosts names this server is known by, beside the loopback's; without ports
     * @param publicUrl where others reach it, whose host is one of those names; null: as they say
     * @param keyNeeded whether requests must bring an API key of their own
     * @param check what a key is good for
     */
    public AccessPolicy(Collection<String> hosts, @Nullable URI publicUrl, boolean keyNeeded, KeyCheck check) {
        this.publicUrl = publicUrl;
        this.keys = new KeyGate(this, check, keyNeeded);
        this.hosts = new HashSet<>(LOOPBACK);
        hosts.forEach(host -> this.hosts.add(normalized(host)));
        if (publicUrl != null) {
            this.hosts.add(normalized(publicUrl.getHost()));
        }
    }

    /** Lets a request in whose Host, and Origin if it has one, are names of ours. */
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

    /** What lets requests in by their keys. */
    KeyGate keys() {
        return keys;
    }

    /** Ends the streams of keys that have become good for nothing. Waits for the checks. */
    public void recheckKeys() {
        keys.recheck();
    }

    /**
     * Where a client reaches this server: the public URL, of which a proxy may not tell, or else as the client wrote
     * it.
     */
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

    /** Where TLS is used, a page that came without it may have been written by anybody on the way. */
    private boolean isReachedByTls(String host) {
        return isPublic(host) && "https".equals(publicUrl.getScheme()) && !LOOPBACK.contains(host);
    }

    private boolean isPublic(String host) {
        return publicUrl != null && host.equals(normalized(publicUrl.getHost()));
    }

    /**
     * One name in one form: in lower case, and without the dot that may end a complete name (RFC 1034, section 3.1).
     */
    private static String normalized(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
